import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { nameCustomValues } from "@/lib/custom-fields/queries";
import { getPayerOverview } from "@/lib/payers/get-payer-overview";
import type { PayerDetail } from "@/lib/payers/model";
import { KeptApartSheet } from "./kept-apart-sheet";
import { OpenLinks } from "./open-links";
import { OwedNow } from "./owed-now";
import { payerAddressOf } from "./payer-address";
import { PayerContact } from "./payer-contact";
import { PayerPayments } from "./payer-payments";

type Props = { payer: PayerDetail; staff: Staff /** The Connect module is on. */; hasConnect: boolean };

/** What this payer has paid, what waits for them, and how they are reached. */
export async function OverviewTab({ payer, staff, hasConnect }: Props) {
  const { ctx, firm } = staff;
  const locale = await getLocale();
  const t = await getTranslations("payers.overview");
  const { sums, owed, lastPayments, openLinks } = await getPayerOverview(ctx, payer);
  const custom = await nameCustomValues(ctx, "payer", payer.customFields);
  return (
    <div className="columns">
      <div className="stack">
        {hasConnect && <OwedNow payerId={payer.id} timeZone={firm.timeZone} brief />}
        <KeptApartSheet of="owed" sums={owed} currency={firm.currency} />
        <KeptApartSheet of="paid" sums={sums} currency={firm.currency} />
        <Sheet
          title={t("last")}
          pad="none"
          aside={
            lastPayments.length > 0 && (
              <LinkButton href={payerAddressOf(payer.id, "history")} variant="quiet" size="sm">
                {t("lastAll")}
              </LinkButton>
            )
          }
        >
          {lastPayments.length > 0 ? (
            <PayerPayments caption={t("last")} rows={lastPayments} timeZone={firm.timeZone} brief />
          ) : (
            <EmptyState title={t("nothing")}>{t("lastNone")}</EmptyState>
          )}
        </Sheet>
        {openLinks.length > 0 && <OpenLinks links={openLinks} timeZone={firm.timeZone} />}
      </div>
      <PayerContact payer={payer} custom={custom} timeZone={firm.timeZone} locale={locale} />
    </div>
  );
}
