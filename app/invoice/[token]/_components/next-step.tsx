import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import type { PublicInvoice } from "@/lib/invoices/model";
import { formatMoney } from "@/lib/money/format-money";

type Props = { invoice: PublicInvoice; firm: FirmView; locale: Locale };

/** What happened to the money, and the way to pay what is open. */
export function NextStep({ invoice, firm, locale }: Props) {
  const t = textsOf(locale, "invoices.public");
  const sheet = textsOf(locale, "invoices.sheet");
  const money = (cents: number) => formatMoney(cents, invoice.currency, locale);
  const { phone, email } = firm;
  if (invoice.status === "cancelled")
    return (
      <Banner tone="info" title={t("cancelledTitle")}>
        {t("cancelledText", { phone, email })}
      </Banner>
    );
  if (invoice.status === "written_off")
    return (
      <Banner tone="info" title={t("writtenOffTitle")}>
        {sheet("standing.written_off")}
      </Banner>
    );
  if (invoice.payToken)
    return (
      <>
        <h2 className="font-semibold">{t("next")}</h2>
        <p className="text-ink-2">{t("payText")}</p>
        <LinkButton
          href={`/pay/${invoice.payToken}?lang=${locale}`}
          variant="primary"
          size="lg"
          full
          native
          icon="lock"
        >
          {t("pay", { amount: money(invoice.balanceCents) })}
        </LinkButton>
      </>
    );
  if (invoice.inTransitCents > 0)
    return (
      <Banner tone="info" title={t("clearingTitle")}>
        {t("clearingText", { amount: money(invoice.inTransitCents) })}
      </Banner>
    );
  return (
    <Banner tone="ok" title={t("paidTitle")}>
      {t("paidText", { amount: money(invoice.paidCents) })}
    </Banner>
  );
}
