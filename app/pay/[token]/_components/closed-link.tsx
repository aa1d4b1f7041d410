import { LookAgain } from "@/app/_components/paying/look-again";
import { OutcomePage } from "@/components/layout/outcome-page";
import { LinkButton } from "@/components/ui/link-button";
import { formatDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { PublicLink } from "@/lib/pay-links/model";

type Props = { link: PublicLink; firm: FirmView; token: string; locale: Locale };

const PAID_TEXTS = {
  paid: "paidText",
  clearing: "clearingText",
  refunded: "refundedText",
  partly_refunded: "partlyRefundedText",
} as const;

/** A link that cannot be paid now: what happened to the money first, then what to do. */
export function ClosedLink(props: Props) {
  const { link, firm, token, locale } = props;
  const t = textsOf(locale, "pay.dead");
  const pay = textsOf(locale, "pay");
  const contact = contactOf(firm);
  const facts = [
    { name: pay("for"), value: link.invoiceNumber ? pay("invoice", { number: link.invoiceNumber }) : null },
    { name: t("amountAsked"), value: formatMoney(link.amountCents, link.currency, locale) },
  ];
  const again = (
    <LinkButton href={`/pay/${token}?lang=${locale}`} native>
      {t("lookAgain")}
    </LinkButton>
  );
  switch (link.state) {
    case "paid":
    case "clearing":
    case "refunded":
    case "partly_refunded":
    case "returned":
    case "voided":
      return <PaidLink {...props} />;
    case "expired":
      return (
        <OutcomePage tone="warn" title={t("expiredTitle")} facts={facts} note={t("askNew", contact)}>
          {t("expiredText", { date: formatDateTime(link.expiresAt, firm.timeZone, locale) })}
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

/** Money was taken on it, and may have gone back since. The receipt says how it stands. */
function PaidLink({ link, firm, locale }: Props) {
  const t = textsOf(locale, "pay.dead");
  const amount = formatMoney(link.amountPaidCents, link.currency, locale);
  const contact = contactOf(firm);
  const receipt = link.receiptToken && (
    <LinkButton href={`/receipt/${link.receiptToken}?lang=${locale}`} native variant="primary">
      {t("paidReceipt")}
    </LinkButton>
  );
  if (link.state === "returned" || link.state === "voided") {
    return (
      <OutcomePage
        tone={link.state === "returned" ? "danger" : "off"}
        title={t(`${link.state}Title`)}
        actions={receipt}
        note={t("askNew", contact)}
      >
        {t(`${link.state}Text`, { amount })}
      </OutcomePage>
    );
  }
  const date = link.closedAt ? formatDateTime(link.closedAt, firm.timeZone, locale) : "";
  const state = link.state in PAID_TEXTS ? (link.state as keyof typeof PAID_TEXTS) : "paid";
  return (
    <OutcomePage tone="ok" title={t("paidTitle")} actions={receipt} note={t("question", contact)}>
      {t(PAID_TEXTS[state], { amount, date })}
    </OutcomePage>
  );
}

function contactOf({ name, phone, email }: FirmView): { firm: string; phone: string; email: string } {
  return { firm: name, phone, email };
}
