import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { SegmentLinks } from "@/components/ui/segment-links";
import { Sheet } from "@/components/ui/sheet";
import { listAlerts } from "@/lib/alerts/queries";
import { requireStaff, type Staff } from "@/lib/auth/session";
import { DASHBOARD_KINDS, type Dashboard, type DashboardKind } from "@/lib/dashboard/model";
import { getDashboard } from "@/lib/dashboard/queries";
import { languageOf } from "@/lib/money/locale";
import type { DashboardView } from "./_components/dashboard-view";
import { figureAddressOf } from "./_components/figure-address";
import { writeDay, writePlace } from "./_components/figure-words";
import { FirstRun } from "./_components/first-run";
import { NeedsSomeone } from "./_components/needs-someone";
import { Outstanding } from "./_components/outstanding";
import { VolumeByAccount, VolumeByMethod, VolumeBySource } from "./_components/share-chart";
import { SpanSums } from "./_components/span-figures";
import { VolumeByDay, VolumeByMonth } from "./_components/time-chart";

type Props = { searchParams: Promise<{ kind?: string | string[] }> };

const BOTH = ["operating", "trust"] as const;

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
    listAlerts(staff.ctx, { view: "open" }),
  ]);
  const view: DashboardView = {
    currency: staff.firm.currency,
    locale: languageOf(await getLocale()),
    timeZone: staff.firm.timeZone,
    now: staff.ctx.clock.now(),
    addressOf: figureAddressOf(kind),
    kinds: BOTH.filter((one) => (kind ? one === kind : dashboard.kinds.includes(one))),
  };
  return (
    <>
      <Head staff={staff} dashboard={dashboard} kind={kind} view={view} />
      {!dashboard.hasPayments && !kind && <FirstRun staff={staff} hasAccount={dashboard.kinds.length > 0} />}
      {dashboard.hasPayments && <SpanSums spans={dashboard.spans} view={view} />}
      <div className="dash-pair">
        <NeedsSomeone alerts={alerts.rows} dashboard={dashboard} staff={staff} view={view} />
        <Outstanding outstanding={dashboard.outstanding} kind={kind} view={view} />
      </div>
      <Charts dashboard={dashboard} kind={kind} view={view} />
    </>
  );
}

type PartProps = { dashboard: Dashboard; kind: DashboardKind; view: DashboardView };

async function Head({ staff, dashboard, kind, view }: PartProps & { staff: Staff }) {
  const t = await getTranslations("dashboard");
  const account = await getTranslations("common.account");
  const day = writeDay(dashboard.today, view.locale, {
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
  });
  const icons = { operating: "case", trust: "shield" } as const;
  return (
    <PageHead
      title={t("title")}
      lead={t("lead", { day, place: writePlace(view.timeZone) })}
      actions={
        <>
          {dashboard.kinds.length > 1 && (
            <SegmentLinks
              label={t("kinds")}
              items={[
                { href: "/staff/dashboard", label: t("all"), current: kind === "" },
                ...BOTH.map((one) => ({
                  href: `/staff/dashboard?kind=${one}`,
                  label: account(one),
                  icon: icons[one],
                  current: kind === one,
                })),
              ]}
            />
          )}
          {staff.can("payments.take") ? (
            <LinkButton href="/staff/enter-payment" variant={dashboard.hasPayments ? "primary" : "plain"} icon="plus">
              {t("enter")}
            </LinkButton>
          ) : (
            <Button unavailable={t("needsTake")}>{t("enter")}</Button>
          )}
        </>
      }
    />
  );
}

async function Charts({ dashboard, kind, view }: PartProps) {
  const t = await getTranslations("dashboard.noneOfKind");
  if (!dashboard.hasPayments) {
    if (!kind) return null;
    return (
      <Sheet pad="none">
        <EmptyState title={t(kind)}>{t("text")}</EmptyState>
      </Sheet>
    );
  }
  return (
    <div className="dash-pair dash-charts">
      <div className="stack">
        <VolumeByDay days={dashboard.days} view={view} />
        <VolumeByMonth months={dashboard.months} view={view} />
        <VolumeByAccount of={dashboard.accounts} view={view} />
      </div>
      <div className="stack">
        <VolumeBySource of={dashboard.sources} view={view} />
        <VolumeByMethod of={dashboard.methods} view={view} />
      </div>
    </div>
  );
}
