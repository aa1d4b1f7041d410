import type { ClientLine } from "@/lib/allocations/model";
import { formatDate, formatDateTime } from "@/lib/dates/format-date";
import type { Paper, PrintedBlock, PrintedDocument, PrintedFact } from "@/lib/documents/model";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { type Texts, textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import { printedOrder } from "@/lib/payment-pages/rules";
import { receiptWordsFor } from "@/lib/receipt-texts/rules";
import type { ReceiptRefund, ReceiptView } from "../model";
import { headingOf, isHeld, refundedCents, trustWordOf } from "../rules";

export type ReceiptPrint = { receipt: ReceiptView; firm: FirmView; locale: Locale; paper: Paper };

type Words = { t: Texts; common: Texts; money: (cents: number) => string };

function wordsOf({ receipt, locale }: ReceiptPrint): Words {
  return {
    t: textsOf(locale, "receipt"),
    common: textsOf(locale, "common"),
    money: (cents) => formatMoney(cents, receipt.currency, locale),
  };
}

/** The receipt of a payment as it stands: what happened to the money, then every fact of R2, R4 and S5. */
export function composeReceipt(print: ReceiptPrint): PrintedDocument {
  const { receipt } = print;
  const words = wordsOf(print);
  const { t, common, money } = words;
  const heading = headingOf(receipt.status);
  const trust = trustWordOf(receipt);
  const refundedAt = receipt.refunds.map((refund) => refund.doneAt.getTime());
  return {
    ...frameOf(print, words, receipt.number, new Date(Math.max(receipt.madeAt.getTime(), ...refundedAt))),
    title: t("documentTitle", { number: receipt.number }),
    blocks: [
      { kind: "heading", level: 1, text: t(heading), aside: t("documentTitle", { number: receipt.number }) },
      {
        kind: "sum",
        text: money(receipt.amountCents),
        below: common(`account.${receipt.accountKind}Long`),
        isTrust: receipt.accountKind === "trust",
      },
      { kind: "text", text: outcomeText(print) },
      ...(trust ? [{ kind: "notice", text: t(trust), isTrust: true } as const] : []),
      ...messageOf(print),
      linesOf(print, words),
      { kind: "facts", rows: factsOf(print, words) },
      ...closingOf(print, words),
    ],
  };
}

/** The receipt of one refund (R3): a document of its own, which names the payment's. */
export function composeRefund(print: ReceiptPrint, refund: ReceiptRefund): PrintedDocument {
  const { receipt, firm, locale } = print;
  const words = wordsOf(print);
  const { t, common, money } = words;
  const amount = money(refund.amountCents);
  const facts = [
    { name: t("facts.refundNumber"), value: refund.number },
    { name: t("facts.date"), value: formatDateTime(refund.doneAt, firm.timeZone, locale) },
    { name: t("facts.paid"), value: money(receipt.amountCents) },
    { name: t("facts.number"), value: receipt.number },
    { name: t("facts.payment"), value: receipt.paymentNumber },
    ...(receipt.invoiceNumber ? [{ name: t("facts.invoice"), value: receipt.invoiceNumber }] : []),
  ];
  return {
    ...frameOf(print, words, refund.number, refund.doneAt),
    title: t("refundTitle", { number: refund.number }),
    blocks: [
      { kind: "heading", level: 1, text: t("refundHeading"), aside: t("refundTitle", { number: refund.number }) },
      {
        kind: "sum",
        text: amount,
        below: common(`account.${receipt.accountKind}Long`),
        isTrust: receipt.accountKind === "trust",
      },
      { kind: "text", text: t("refundReceiptText", { amount, payment: receipt.paymentNumber, firm: firm.name }) },
      { kind: "facts", rows: [...facts, ...referencesOf(receipt, words), ...methodFacts(receipt, words)] },
      ...closingOf(print, words),
    ],
  };
}

/** What the firm says to whoever paid, below what happened to the money. */
function messageOf({ receipt, firm, locale }: ReceiptPrint): PrintedBlock[] {
  const { message } = receiptWordsFor(firm, { locale, isHeld: isHeld(receipt) });
  return message === "" ? [] : [{ kind: "text", text: message }];
}

/** What happened to the money, in sentences: the same on the page, on paper and in a pack of evidence. */
function outcomeText({ receipt, firm, locale }: Omit<ReceiptPrint, "paper">): string {
  const t = textsOf(locale, "receipt");
  const money = (cents: number) => formatMoney(cents, receipt.currency, locale);
  const amount = money(receipt.amountCents);
  const heading = headingOf(receipt.status);
  if (heading !== "received") return t(`${heading}Text`, { amount, firm: firm.name });
  const given = refundedCents(receipt);
  const text = t("receivedText", { amount, firm: firm.name });
  return given > 0 ? `${text} ${t("partlyRefundedText", { refunded: money(given), amount })}` : text;
}

/** "Visa ending in 4242": the last four digits and never an expiry (R1). */
function methodTextOf(receipt: Pick<ReceiptView, "methodBrand" | "methodLast4">, common: Texts): string {
  if (!receipt.methodLast4) return "";
  const key = `method.${receipt.methodBrand}`;
  return common("methodEnding", {
    brand: common(common.has(key) ? key : "method.other"),
    last4: receipt.methodLast4,
  });
}

function frameOf({ firm, locale, paper }: ReceiptPrint, { t }: Words, number: string, madeAt: Date) {
  return {
    language: locale,
    paper,
    firm: { name: firm.name, lines: [firm.addressLine, [firm.phone, firm.email].filter(Boolean).join(", ")] },
    foot: [firm.name, number].join(", "),
    pageText: (page: number, pages: number) => t("page", { page: String(page), pages: String(pages) }),
    madeAt,
  };
}

/** Money that came back before it counted is not called paid. */
const TOTAL_NAMES = {
  received: "total",
  refunded: "total",
  submitted: "totalSubmitted",
  voided: "facts.amount",
  returned: "facts.amount",
} as const;

/** What was paid, the surcharge as a line of its own (S5), what went back. */
function linesOf({ receipt, firm, locale }: ReceiptPrint, { t, money }: Words): PrintedBlock {
  const { invoiceNumber, amountCents, surchargeCents } = receipt;
  const what = invoiceNumber ? t("invoiceLine", { number: invoiceNumber }) : t("payment");
  const rows = [
    ...itemRowsOf(receipt, { what, t, money }),
    ...(surchargeCents > 0 ? [[t("facts.surcharge"), money(surchargeCents)]] : []),
    ...receipt.refunds.map(({ doneAt, number, amountCents: cents }) => [
      t("refundLine", { date: formatDate(doneAt, firm.timeZone, locale), number }),
      money(-cents),
    ]),
  ];
  const given = refundedCents(receipt);
  const totalName = TOTAL_NAMES[headingOf(receipt.status)];
  return {
    kind: "table",
    columns: [
      { text: t("what"), kind: "text", share: 3 },
      { text: t("facts.amount"), kind: "money", share: 1 },
    ],
    rows,
    total: given > 0 ? [t("net"), money(amountCents - given)] : [t(totalName), money(amountCents)],
  };
}

type Naming = Pick<Words, "t" | "money"> & { what: string };

/** What the money is for, without the surcharge: what was bought, or what it is spread over, or one line for all. */
function itemRowsOf(receipt: ReceiptView, { what, t, money }: Naming): string[][] {
  if (receipt.order.length > 0)
    return printedOrder(receipt.order, t("tax")).map(({ name, amountCents }) => [name, money(amountCents)]);
  if (receipt.lines.length > 0) return receipt.lines.map((line) => [lineTextOf(line, t), money(line.amountCents)]);
  return [[what, money(receipt.amountCents - receipt.surchargeCents)]];
}

/** "Invoice 204118, Harbor lease": one invoice or matter that was paid. */
function lineTextOf({ kind, invoiceNumber, matterNumber, matterName }: ClientLine, t: Texts): string {
  const item =
    kind === "invoice" ? t("invoiceLine", { number: invoiceNumber }) : t("matterLine", { number: matterNumber });
  return [item, matterName].filter(Boolean).join(", ");
}

function factsOf({ receipt, firm, locale }: ReceiptPrint, words: Words): PrintedFact[] {
  const { t } = words;
  return known([
    { name: t("facts.date"), value: formatDateTime(receipt.paidAt, firm.timeZone, locale) },
    ...referencesOf(receipt, words),
    ...methodFacts(receipt, words),
    { name: t("facts.payment"), value: receipt.paymentNumber },
  ]);
}

function methodFacts(receipt: ReceiptView, { t, common }: Words): PrintedFact[] {
  return known([
    {
      name: t(headingOf(receipt.status) === "submitted" ? "facts.methodClearing" : "facts.method"),
      value: methodTextOf(receipt, common),
    },
    { name: t("facts.authorization"), value: receipt.authCode },
  ]);
}

function referencesOf(receipt: ReceiptView, { t }: Words): PrintedFact[] {
  return known([
    { name: t("facts.payer"), value: receipt.payerName },
    { name: t("facts.client"), value: receipt.clientRef },
    { name: t("facts.matter"), value: receipt.matterRef },
  ]);
}

/** Whom to ask for money back (R2), the firm's own words, and that a test is one. */
function closingOf({ receipt, firm, locale }: ReceiptPrint, { t }: Words): PrintedBlock[] {
  const texts = [
    t("refundPolicy", { phone: firm.phone, email: firm.email }),
    receiptWordsFor(firm, { locale, isHeld: false }).footer || firm.disclaimer,
    receipt.isTest ? t("test") : "",
  ];
  return texts.filter(Boolean).map((text) => ({ kind: "text", text, isQuiet: true }));
}

function known(facts: readonly PrintedFact[]): PrintedFact[] {
  return facts.filter(({ value }) => value !== "");
}
