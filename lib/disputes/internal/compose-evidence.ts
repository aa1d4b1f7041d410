import { formatDate, formatDateTime } from "@/lib/dates/format-date";
import type { PrintedBlock, PrintedDocument, PrintedFact } from "@/lib/documents/model";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { type Texts, textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail, PaymentEvent } from "@/lib/payments/model";
import { headingOf, paperOf } from "@/lib/receipts/rules";
import type { Agreement, EvidenceMail, StoredEvidence } from "./load-evidence";

export type EvidenceParts = {
  payment: PaymentDetail;
  stored: StoredEvidence;
  firm: FirmView;
  locale: Locale;
  at: Date;
};

type Words = { t: Texts; receipt: Texts; payments: Texts; common: Texts };
type Input = EvidenceParts & Words;

/**
 * What a bank that hears a dispute needs: the payment, what was agreed, the receipt, what happened when, the mails, the refund policy.
 * Matter, client, note and message stay out (T16).
 */
export function composeEvidence(parts: EvidenceParts): PrintedDocument {
  const { payment, firm, locale, at } = parts;
  const words: Words = {
    t: textsOf(locale, "receipt.evidence"),
    receipt: textsOf(locale, "receipt"),
    payments: textsOf(locale, "payments"),
    common: textsOf(locale, "common"),
  };
  const input = { ...parts, ...words };
  const { t, receipt } = words;
  return {
    title: t("title", { number: payment.number }),
    language: locale,
    paper: paperOf(payment.currency),
    firm: { name: firm.name, lines: [firm.addressLine, [firm.phone, firm.email].filter(Boolean).join(", ")] },
    foot: t("title", { number: payment.number }),
    pageText: (page, pages) => receipt("page", { page: String(page), pages: String(pages) }),
    madeAt: at,
    blocks: [
      { kind: "heading", level: 1, text: t("heading"), aside: t("number", { number: payment.number }) },
      {
        kind: "sum",
        text: formatMoney(payment.amountCents, payment.currency, locale),
        below: words.common(`account.${payment.accountKind}Long`),
        isTrust: payment.accountKind === "trust",
      },
      { kind: "text", text: t("lead", { firm: firm.name }) },
      ...disputeBlocks(input),
      heading(t("facts")),
      { kind: "facts", rows: factsOf(input) },
      heading(t("agreed")),
      ...agreementBlocks(input),
      heading(t("receipt")),
      ...receiptBlocks(input),
      heading(t("policy")),
      { kind: "text", text: receipt("refundPolicy", { phone: firm.phone, email: firm.email }) },
      ...(firm.disclaimer ? [{ kind: "text", text: firm.disclaimer } as const] : []),
      heading(t("timeline")),
      timelineOf(input),
      ...mailBlocks(input),
    ],
  };
}

function heading(text: string): PrintedBlock {
  return { kind: "heading", level: 2, text };
}

function factsOf({ payment, stored, firm, locale, t, receipt, payments, common }: Input): PrintedFact[] {
  const when = (at: Date | null) => (at ? formatDateTime(at, firm.timeZone, locale) : "");
  const brand = `method.${payment.methodBrand}`;
  const method = common("methodEnding", {
    brand: common(common.has(brand) ? brand : "method.other"),
    last4: payment.methodLast4,
  });
  return [
    { name: t("status"), value: payments(`status.${payment.status}`) },
    { name: receipt("facts.payer"), value: payment.payerName },
    { name: t("billing"), value: payment.billingLines.join(", ") },
    { name: t("emails"), value: payment.receiptEmails.join(", ") },
    { name: receipt("facts.method"), value: payment.methodLast4 ? method : "" },
    { name: receipt("facts.authorization"), value: payment.authCode },
    { name: t("gateway"), value: [payment.gateway, payment.gatewayRef].filter(Boolean).join(", ") },
    { name: t("source"), value: payments(`source.${payment.source}`) },
    { name: receipt("facts.invoice"), value: payment.invoiceNumber },
    { name: t("created"), value: when(payment.createdAt) },
    { name: t("approved"), value: when(payment.approvedAt) },
    { name: t("settled"), value: when(payment.settledAt) },
    { name: t("address"), value: stored.addresses.join(", ") },
  ].filter(({ value }) => value !== "");
}

function disputeBlocks({ payment, firm, locale, t, receipt, payments }: Input): PrintedBlock[] {
  if (payment.disputes.length === 0) return [];
  const day = (at: Date | null) => (at ? formatDate(at, firm.timeZone, locale) : "");
  const reasonOf = (code: string) => {
    const key = `disputeReason.${code}`;
    return payments(payments.has(key) ? key : "disputeReason.other");
  };
  return [
    heading(t("dispute")),
    {
      kind: "table",
      columns: [
        { text: t("opened"), kind: "text", share: 2 },
        { text: t("reason"), kind: "text", share: 4 },
        { text: t("due"), kind: "text", share: 2 },
        { text: receipt("facts.amount"), kind: "money", share: 2 },
      ],
      rows: payment.disputes.map((dispute) => [
        day(dispute.openedAt),
        reasonOf(dispute.reason),
        day(dispute.evidenceDueAt),
        formatMoney(dispute.amountCents, dispute.currency, locale),
      ]),
    },
  ];
}

function agreementBlocks({ payment, stored, firm, locale, t }: Input): PrintedBlock[] {
  if (stored.agreements.length === 0)
    return [{ kind: "text", text: t(payment.methodKind === "echeck" ? "noBankAgreement" : "noAgreement") }];
  const noted = ({ at, version, actor }: Agreement) =>
    t("agreedAt", {
      at: formatDateTime(at, firm.timeZone, locale),
      version: version || "none",
      who: t(actor.startsWith("user:") ? "staff" : "payer"),
    });
  return stored.agreements.flatMap((agreement): PrintedBlock[] => [
    { kind: "quote", text: agreement.text },
    { kind: "text", text: noted(agreement), isQuiet: true },
  ]);
}

/** Money that came back before it counted, or has not arrived, is not called paid. */
function totalNameOf({ status, refundedCents }: EvidenceParts["payment"]): string {
  if (refundedCents > 0) return "net";
  const heading = headingOf(status);
  if (heading === "submitted") return "totalSubmitted";
  return heading === "received" || heading === "refunded" ? "total" : "facts.amount";
}

function receiptBlocks({ payment, locale, t, receipt }: Input): PrintedBlock[] {
  if (!payment.receiptNumber) return [{ kind: "text", text: t("noReceipt") }];
  const money = (cents: number) => formatMoney(cents, payment.currency, locale);
  const { amountCents, surchargeCents, refundedCents, invoiceNumber } = payment;
  const what = invoiceNumber ? receipt("invoiceLine", { number: invoiceNumber }) : receipt("payment");
  return [
    { kind: "text", text: receipt("documentTitle", { number: payment.receiptNumber }) },
    {
      kind: "table",
      columns: [
        { text: receipt("what"), kind: "text", share: 3 },
        { text: receipt("facts.amount"), kind: "money", share: 1 },
      ],
      rows: [
        [what, money(amountCents - surchargeCents)],
        ...(surchargeCents > 0 ? [[receipt("facts.surcharge"), money(surchargeCents)]] : []),
        ...(refundedCents > 0 ? [[receipt("facts.refunded"), money(-refundedCents)]] : []),
      ],
      total: [receipt(totalNameOf(payment)), money(amountCents - refundedCents)],
    },
  ];
}

/** Oldest first: a story is told from its beginning. */
function timelineOf({ payment, firm, locale, t, payments }: Input): PrintedBlock {
  const nameOf = ({ kind }: PaymentEvent) => {
    const key = `event.${kind.replace(".", "_")}`;
    return payments(payments.has(key) ? key : "event.mail");
  };
  const whoOf = ({ actorName }: PaymentEvent) => {
    if (actorName.startsWith("payer:")) return payments("eventText.byPayer");
    if (/^(system:|database$|$)/.test(actorName)) return "";
    return payments("eventText.by", { name: actorName.startsWith("api_key:") ? "API" : actorName });
  };
  const detailOf = ({ detail }: PaymentEvent) =>
    [
      detail.authCode ? payments("eventText.auth", { authCode: detail.authCode }) : "",
      detail.to ?? "",
      detail.code ?? "",
    ]
      .filter(Boolean)
      .join(" ");
  return {
    kind: "table",
    columns: [
      { text: t("when"), kind: "text", share: 3 },
      { text: t("what"), kind: "text", share: 3 },
      { text: t("who"), kind: "text", share: 4 },
    ],
    rows: payment.events.map((event) => [
      formatDateTime(event.at, firm.timeZone, locale),
      nameOf(event),
      [whoOf(event), detailOf(event)].filter(Boolean).join(" "),
    ]),
  };
}

function mailBlocks({ stored, firm, locale, t, payments }: Input): PrintedBlock[] {
  if (stored.mails.length === 0) return [];
  const nameOf = ({ kind }: EvidenceMail) => {
    const key = `event.mail_${kind}`;
    return payments(payments.has(key) ? key : "event.mail");
  };
  const whenSent = ({ at, status, outcome }: EvidenceMail) => {
    if (outcome === "bounced") return t("failed");
    return at ? formatDateTime(at, firm.timeZone, locale) : t(status === "sent" ? "queued" : status);
  };
  return [
    heading(t("mails")),
    {
      kind: "table",
      columns: [
        { text: t("kind"), kind: "text", share: 3 },
        { text: t("to"), kind: "text", share: 4 },
        { text: t("sent"), kind: "text", share: 3 },
      ],
      rows: stored.mails.map((mail) => [nameOf(mail), mail.to, whenSent(mail)]),
    },
  ];
}
