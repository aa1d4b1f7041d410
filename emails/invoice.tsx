import { LetterSheet } from "@/emails/ui";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { Letter, MailFirm } from "@/lib/email/model";
import type { Locale } from "@/lib/i18n/model";
import { formatMoney } from "@/lib/money/format-money";
import { knownFacts, mailTexts, PREVIEW_FIRM } from "./mail-texts";
import type { MailTemplate } from "./template";

export type InvoiceMailFacts = {
  locale: Locale;
  firm: MailFirm;
  billTo: string;
  number: string;
  /** What is open now. */
  balanceCents: number;
  totalCents: number;
  currency: string;
  accountKind: "operating" | "trust";
  dueDate: string;
  clientRef: string;
  matterRef: string;
  url: string;
  isTest: boolean;
};

/** Sends a client an invoice, which goes along as a PDF. */
function InvoiceMail(facts: InvoiceMailFacts) {
  return <LetterSheet letter={writeInvoiceMail(facts)} />;
}

function writeInvoiceMail(facts: InvoiceMailFacts): Letter {
  const { locale, firm, number, currency } = facts;
  const t = mailTexts(locale);
  const isTrust = facts.accountKind === "trust";
  const due = formatIsoDate(facts.dueDate, locale);
  return {
    locale,
    firm,
    subject: t("invoice.subject", { number, firm: firm.name }),
    paragraphs: [t("greeting", { name: facts.billTo }), t("invoice.text", { number, firm: firm.name, date: due })],
    amount: {
      text: formatMoney(facts.balanceCents, currency, locale),
      account: t(isTrust ? "payLink.trust" : "payLink.operating"),
      isTrust,
    },
    button: { label: t("invoice.button"), url: facts.url },
    orAddress: t("orAddress"),
    facts: knownFacts([
      { name: t("fact.invoice"), value: number },
      {
        name: t("fact.total"),
        value: facts.totalCents === facts.balanceCents ? "" : formatMoney(facts.totalCents, currency, locale),
      },
      { name: t("fact.due"), value: due },
      { name: t("fact.client"), value: facts.clientRef },
      { name: t("fact.matter"), value: facts.matterRef },
      { name: t("fact.account"), value: t(isTrust ? "account.trust" : "account.operating") },
    ]),
    notes: facts.isTest ? [t("testMode")] : [],
    closing: t("closing"),
  };
}

InvoiceMail.write = writeInvoiceMail;
InvoiceMail.PreviewProps = {
  locale: "en",
  firm: PREVIEW_FIRM,
  billTo: "Elena Marsh",
  number: "INV-2026-0042",
  balanceCents: 125_000,
  totalCents: 125_000,
  currency: "USD",
  accountKind: "operating",
  dueDate: "2026-10-31",
  clientRef: "10442",
  matterRef: "10442-0003",
  url: "https://pay.example.com/invoice/n3XQ0v1kZsJm8e2YwT5rB7uHc4dLp9aFgK6iOjVxEqA",
  isTest: true,
} satisfies InvoiceMailFacts as InvoiceMailFacts;

export default InvoiceMail satisfies MailTemplate<InvoiceMailFacts>;
