import { OutcomePage } from "@/components/layout/outcome-page";
import { LinkButton } from "@/components/ui/link-button";
import { formatDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { PublicLink } from "@/lib/pay-links/model";
import { LookAgain } from "./look-again";

type Props = { link: PublicLink; firm: FirmView; token: string; locale: Locale };

/** A link that cannot be paid now: what happened to the money first, then what to do. */
export function ClosedLink({ link, firm, token, locale }: Props) {
  const t = textsOf(locale, "pay.dead");
  const pay = textsOf(locale, "pay");
  const when = (date: Date | null) => (date ? formatDateTime(date, firm.timeZone, locale) : "");
  const paid = formatMoney(link.amountPaidCents || link.amountCents, link.currency, locale);
  const contact = { firm: firm.name, phone: firm.phone, email: firm.email };
  const facts = [
    { name: pay("for"), value: link.invoiceNumber ? pay("invoice", { number: link.invoiceNumber }) : null },
    { name: t("amountAsked"), value: formatMoney(link.amountCents, link.currency, locale) },
  ];
  const receipt = link.receiptToken && (
    <LinkButton href={`/receipt/${link.receiptToken}?lang=${locale}`} native variant="primary">
      {t("paidReceipt")}
    </LinkButton>
  );
  const again = (
    <LinkButton href={`/pay/${token}?lang=${locale}`} native>
      {t("lookAgain")}
    </LinkButton>
  );
  switch (link.state) {
    case "paid":
    case "clearing":
      return (
        <OutcomePage tone="ok" title={t("paidTitle")} actions={receipt} note={t("question", contact)}>
          {t(link.state === "paid" ? "paidText" : "clearingText", { amount: paid, date: when(link.closedAt) })}
        </OutcomePage>
      );
    case "expired":
      return (
        <OutcomePage tone="warn" title={t("expiredTitle")} facts={facts} note={t("askNew", contact)}>
          {t("expiredText", { date: when(link.expiresAt) })}
        </OutcomePage>
      );
    case "cancelled":
      return (
        <OutcomePage tone="off" title={t("cancelledTitle")} facts={facts} note={t("question", contact)}>
          {t("cancelledText")}
        </OutcomePage>
      );
    case "checking":
      return (
        <OutcomePage tone="info" title={t("checkingTitle")} facts={facts} actions={again} note={t("question", contact)}>
          {link.outcomeEmail ? t("checkingText", { email: link.outcomeEmail }) : t("checkingTextNoMail")}
        </OutcomePage>
      );
    default:
      return (
        <OutcomePage tone="info" title={t("processingTitle")} facts={facts} actions={again}>
          {t("processingText")}
          <LookAgain />
        </OutcomePage>
      );
  }
}
