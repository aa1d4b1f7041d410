import { getLocale, getTranslations } from "next-intl/server";
import { Banner } from "@/components/ui/banner";
import { Facts } from "@/components/ui/facts";
import { Sheet } from "@/components/ui/sheet";
import { formatMoney } from "@/lib/money/format-money";
import type { TrustMatter } from "@/lib/trust/get-trust-matter";
import { isNegative } from "@/lib/trust/rules";

/** The matter's balance in its parts; below zero never without the alarm. */
export async function MatterStanding({ matter: { standing, currency, holdDays } }: { matter: TrustMatter }) {
  const locale = await getLocale();
  const t = await getTranslations("trust");
  const money = (cents: number) => formatMoney(cents, currency, locale);
  return (
    <>
      {isNegative(standing) && (
        <Banner tone="danger" role="alert" title={t("matter.negative.title")}>
          {t("matter.negative.text", { amount: money(-standing.clearedCents) })}
        </Banner>
      )}
      <Sheet trust title={t("matter.standing")} aside={t("account.hold", { days: holdDays })}>
        <Facts
          facts={[
            { name: t("columns.inTransit"), value: money(standing.inTransitCents) },
            { name: t("columns.onHold"), value: money(standing.onHoldCents) },
            { name: t("columns.cleared"), value: money(standing.clearedCents) },
            { name: t("columns.total"), value: <b>{money(standing.totalCents)}</b> },
          ]}
        />
      </Sheet>
    </>
  );
}
