import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { SegmentLinks } from "@/components/ui/segment-links";
import type { Staff } from "@/lib/auth/session";
import type { Dashboard, DashboardKind } from "@/lib/dashboard/model";
import { BOTH_KINDS, type DashboardView } from "./dashboard-view";
import { writeDay, writePlace } from "./figure-words";

type Props = { staff: Staff; dashboard: Dashboard; kind: DashboardKind; view: DashboardView };

/** What day it is, which kind of money is shown, and the way to take some. */
export async function DashboardHead({ staff, dashboard, kind, view }: Props) {
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
                ...BOTH_KINDS.map((one) => ({
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
