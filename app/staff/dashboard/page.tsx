import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { listAlerts } from "@/lib/alerts/queries";
import { requireStaff } from "@/lib/auth/session";
import { DASHBOARD_KINDS } from "@/lib/dashboard/model";
import { getDashboard } from "@/lib/dashboard/queries";
import { languageOf } from "@/lib/money/locale";
import { DashboardCharts } from "./_components/dashboard-charts";
import { DashboardHead } from "./_components/dashboard-head";
import { BOTH_KINDS, type DashboardView } from "./_components/dashboard-view";
import { Expected } from "./_components/expected";
import { figureAddressOf } from "./_components/figure-address";
import { FirstRun } from "./_components/first-run";
import { NeedsSomeone } from "./_components/needs-someone";
import { Outstanding } from "./_components/outstanding";
import { SpanSums } from "./_components/span-figures";

type Props = { searchParams: Promise<{ kind?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dashboard");
  return { title: t("title") };
}

export default async function DashboardPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  const asked = (await searchParams).kind;
  const kind = DASHBOARD_KINDS.find((known) => known === asked) ?? "";
  const [dashboard, alerts] = await Promise.all([
    getDashboard(staff.ctx, { timeZone: staff.firm.timeZone, kind }),
    listAlerts(staff.ctx, { status: "open" }),
  ]);
  const view: DashboardView = {
    currency: staff.firm.currency,
    locale: languageOf(await getLocale()),
    timeZone: staff.firm.timeZone,
    now: staff.ctx.clock.now(),
    addressOf: figureAddressOf(kind),
    kinds: BOTH_KINDS.filter((one) => (kind ? one === kind : dashboard.kinds.includes(one))),
  };
  return (
    <>
      <DashboardHead staff={staff} dashboard={dashboard} kind={kind} view={view} />
      {!dashboard.hasPayments && !kind && <FirstRun staff={staff} hasAccount={dashboard.kinds.length > 0} />}
      {dashboard.hasPayments && <SpanSums spans={dashboard.spans} view={view} />}
      <div className="dash-pair">
        <div className="dash-stack">
          <NeedsSomeone alerts={alerts.rows} dashboard={dashboard} staff={staff} view={view} />
          <Expected expected={dashboard.expected} kind={kind} view={view} />
        </div>
        <Outstanding dashboard={dashboard} kind={kind} view={view} />
      </div>
      <DashboardCharts dashboard={dashboard} kind={kind} view={view} />
    </>
  );
}
