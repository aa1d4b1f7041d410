import { LetterSheet } from "@/emails/ui";
import { formatDateTime } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { knownFacts, mailTexts, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

/** "asked" goes to those who may approve, the others to whoever asked. */
export type RefundRequestNews = "asked" | "approved" | "declined" | "lapsed";

export type RefundRequestFacts = {
  locale: Locale;
  firm: MailFirm;
  news: RefundRequestNews;
  amountCents: number;
  currency: string;
  accountKind: "operating" | "trust";
  payerName: string;
  number: string;
  reason: string;
  askedName: string;
  decidedName: string;
  note: string;
  at: Date;
  url: string;
  isTest: boolean;
};

/** A refund above what one person may give back alone: the ask, and what became of it. */
function RefundRequestMail(facts: RefundRequestFacts) {
  return <LetterSheet letter={writeRefundRequest(facts)} />;
}

function writeRefundRequest(facts: RefundRequestFacts): Letter {
  const { locale, firm, news, accountKind, payerName } = facts;
  const t = mailTexts(locale);
  const amount = formatMoney(facts.amountCents, facts.currency, locale);
  const title = t(`refundRequest.${news}.title`);
  const isAsked = news === "asked";
  return {
    locale,
    firm,
    subject: t("staffNotice.subject", { title, what: [amount, payerName].filter(Boolean).join(", ") }),
    paragraphs: [t(`refundRequest.${news}.text`, { name: facts.askedName })],
    amount: { text: amount, account: t(`account.${accountKind}`), isTrust: accountKind === "trust" },
    button: { label: t("staffNotice.button.payment"), url: facts.url },
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: t("staffNotice.fact.about"), value: payerName },
      { name: t("fact.payment"), value: facts.number },
      { name: t("staffNotice.fact.reason"), value: facts.reason },
      { name: t("refundRequest.fact.decidedBy"), value: isAsked ? "" : facts.decidedName },
      { name: t("refundRequest.fact.note"), value: isAsked ? "" : facts.note },
      { name: t("fact.date"), value: formatDateTime(facts.at, firm.timeZone, locale) },
    ]),
    notes: facts.isTest ? [t("testMode")] : [],
    closing: t(isAsked ? "refundRequest.closing" : "refundRequest.closingAsker"),
  };
}

RefundRequestMail.write = writeRefundRequest;
RefundRequestMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  news: "asked",
  amountCents: 750_000,
  currency: "USD",
  accountKind: "operating",
  payerName: "Elena Marsh",
  number: "P-2026-000123",
  reason: "Matter closed, unused retainer",
  askedName: "Dana Whitfield",
  decidedName: "",
  note: "",
  at: new Date("2026-11-13T20:10:00Z"),
  url: "https://pay.example.com/staff/payments/pay_1",
  isTest: true,
} satisfies RefundRequestFacts as RefundRequestFacts;

export default RefundRequestMail satisfies MailTemplate<RefundRequestFacts>;
