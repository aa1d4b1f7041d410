import { formatIsoDate } from "@/lib/dates/format-date";
import type { Paper, PrintedBlock, PrintedDocument } from "@/lib/documents/model";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { type Texts, textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { InvoiceSheetFacts } from "../model";
import { formatQuantity, formatTaxRate } from "../rules";

export type InvoicePrint = { invoice: InvoiceSheetFacts; firm: FirmView; locale: Locale; paper: Paper; madeAt: Date };

/** An invoice in words and amounts, in reading order. */
export function composeInvoice({ invoice, firm, locale, paper, madeAt }: InvoicePrint): PrintedDocument {
  const t = textsOf(locale, "invoices.sheet");
  const title = invoice.number ? t("title", { number: invoice.number }) : t("draftTitle");
  return {
    title,
    language: locale,
    paper,
    firm: { name: firm.name, lines: [firm.addressLine, firm.phone, firm.email].filter((line) => line !== "") },
    blocks: [
      ...headBlocks(invoice, locale, t, title),
      lineTable(invoice, locale, t),
      ...footBlocks(invoice, locale, t),
    ],
    foot: invoice.number || t("draftTitle"),
    pageText: (page, pages) => t("page", { page: String(page), pages: String(pages) }),
    madeAt,
  };
}

function headBlocks(invoice: InvoiceSheetFacts, locale: Locale, t: Texts, title: string): PrintedBlock[] {
  const money = (cents: number) => formatMoney(cents, invoice.currency, locale);
  const isTrust = invoice.accountKind === "trust";
  const rows = [
    { name: t("billTo"), value: [invoice.billTo, invoice.billToAddress].filter(Boolean).join("\n") },
    { name: t("issued"), value: formatIsoDate(invoice.issueDate, locale) },
    { name: t("due"), value: formatIsoDate(invoice.dueDate, locale) },
    {
      name: t("terms"),
      value: invoice.termsDays === 0 ? t("onReceipt") : t("termsDays", { days: String(invoice.termsDays) }),
    },
    { name: t("client"), value: invoice.clientRef },
    { name: t("matter"), value: invoice.matterRef },
  ];
  return [
    { kind: "heading", level: 1, text: title },
    {
      kind: "sum",
      text: money(invoice.status === "draft" ? invoice.totalCents : invoice.balanceCents),
      below: isTrust ? t("openTrust") : t("open"),
      isTrust,
    },
    { kind: "facts", rows: rows.filter(({ value }) => value !== "") },
  ];
}

function lineTable(invoice: InvoiceSheetFacts, locale: Locale, t: Texts): PrintedBlock {
  const money = (cents: number) => formatMoney(cents, invoice.currency, locale);
  const figures = [
    ...(invoice.discountCents > 0 || invoice.taxCents > 0 ? [[t("subtotal"), "", "", money(invoice.grossCents)]] : []),
    ...(invoice.discountCents > 0 ? [[t("discount"), "", "", money(-invoice.discountCents)]] : []),
    ...(invoice.taxCents > 0 ? [[taxText(invoice, locale, t), "", "", money(invoice.taxCents)]] : []),
  ];
  return {
    kind: "table",
    columns: [
      { text: t("description"), kind: "text", share: 5 },
      { text: t("quantity"), kind: "money", share: 1.4 },
      { text: t("price"), kind: "money", share: 2 },
      { text: t("amount"), kind: "money", share: 2 },
    ],
    rows: [
      ...invoice.lines.map((line) => [
        describeLine(line, locale, t),
        formatQuantity(line.quantityHundredths, locale),
        money(line.unitPriceCents),
        money(line.grossCents - line.discountCents),
      ]),
      ...figures,
    ],
    total: [t("total"), "", "", money(invoice.totalCents)],
  };
}

/** "Research memo", with its discount, and a mark where it is taxed. */
function describeLine(line: InvoiceSheetFacts["lines"][number], locale: Locale, t: Texts): string {
  const discount =
    line.discountBasisPoints > 0 && t("lineDiscount", { rate: formatTaxRate(line.discountBasisPoints * 10, locale) });
  return [line.description, discount, line.isTaxable && t("taxable")].filter(Boolean).join(" \u00b7 ");
}

export function taxText({ taxName, taxThousandths }: InvoiceSheetFacts, locale: Locale, t: Texts): string {
  return t("tax", { name: taxName || t("taxDefault"), rate: formatTaxRate(taxThousandths, locale) });
}

function footBlocks(invoice: InvoiceSheetFacts, locale: Locale, t: Texts): PrintedBlock[] {
  const money = (cents: number) => formatMoney(cents, invoice.currency, locale);
  const rows = [
    ...(invoice.paidCents > 0 ? [{ name: t("paid"), value: money(invoice.paidCents) }] : []),
    ...(invoice.inTransitCents > 0 ? [{ name: t("inTransit"), value: money(invoice.inTransitCents) }] : []),
    ...(invoice.paidCents + invoice.inTransitCents > 0
      ? [{ name: t("balance"), value: money(invoice.balanceCents) }]
      : []),
  ];
  return [
    ...(rows.length > 0 ? [{ kind: "facts" as const, rows }] : []),
    ...(invoice.notes ? [{ kind: "text" as const, text: invoice.notes }] : []),
    ...(invoice.status === "cancelled" || invoice.status === "written_off"
      ? [{ kind: "notice" as const, text: t(`standing.${invoice.status}`), isTrust: false }]
      : []),
  ];
}
