import type { InvoiceDetail, InvoiceItem, LineFacts } from "@/lib/invoices/model";
import { figureInvoice, isWithinBounds } from "@/lib/invoices/rules";

/** One line as it is typed, with a key of its own, so that a removed line takes no other's text along. */
export type TypedLine = {
  key: number;
  description: string;
  quantity: string;
  /** Null while nothing that is an amount stands there. */
  priceCents: number | null;
  discount: string;
  isTaxable: boolean;
  itemId: string | null;
};

export type TypedInvoice = {
  account: string;
  billTo: string;
  billToAddress: string;
  recipientEmails: string;
  clientRef: string;
  matterRef: string;
  /** ISO; null while nothing that is a date stands there. */
  issueDate: string | null;
  termsDays: string;
  notes: string;
  locale: string;
  taxName: string;
  taxRate: string;
  lines: TypedLine[];
};

/** A figure with at most so many decimals, as people type it, in whole units of its last one; NaN for what is no figure. */
export function readScaled(text: string, decimals: number): number {
  const plain = text.trim().replace(",", ".");
  if (!new RegExp(`^\\d{1,7}(\\.\\d{1,${decimals}})?$`).test(plain)) return Number.NaN;
  const [whole = "0", fraction = ""] = plain.split(".");
  return Number(whole + fraction.padEnd(decimals, "0"));
}

export function writeScaled(value: number, decimals: number): string {
  return String(value / 10 ** decimals);
}

export function emptyLine(key: number, item?: InvoiceItem): TypedLine {
  return {
    key,
    description: item?.description ?? "",
    quantity: "1",
    priceCents: item?.unitPriceCents ?? null,
    discount: "",
    isTaxable: item?.isTaxable ?? false,
    itemId: item?.id ?? null,
  };
}

export function typedLineOf(line: LineFacts, key: number): TypedLine {
  return {
    key,
    description: line.description,
    quantity: writeScaled(line.quantityHundredths, 2),
    priceCents: line.unitPriceCents,
    discount: line.discountBasisPoints === 0 ? "" : writeScaled(line.discountBasisPoints, 2),
    isTaxable: line.isTaxable,
    itemId: line.itemId,
  };
}

export function typedInvoiceOf(invoice: InvoiceDetail): TypedInvoice {
  return {
    account: invoice.accountId,
    billTo: invoice.billTo,
    billToAddress: invoice.billToAddress,
    recipientEmails: invoice.recipientEmails.join(", "),
    clientRef: invoice.clientRef,
    matterRef: invoice.matterRef,
    issueDate: invoice.issueDate,
    termsDays: String(invoice.termsDays),
    notes: invoice.notes,
    locale: invoice.locale,
    taxName: invoice.taxName,
    taxRate: writeScaled(invoice.taxThousandths, 3),
    lines: invoice.lines.map(typedLineOf),
  };
}

/** What a typed line says; a figure that is none becomes one that the server refuses with a sentence. */
export function factsOf(line: TypedLine): LineFacts {
  const whole = (value: number) => (Number.isNaN(value) ? -1 : value);
  return {
    description: line.description.trim(),
    quantityHundredths: whole(readScaled(line.quantity, 2)),
    unitPriceCents: line.priceCents ?? -1,
    discountBasisPoints: line.discount.trim() === "" ? 0 : whole(readScaled(line.discount, 2)),
    isTaxable: line.isTaxable,
    itemId: line.itemId,
  };
}

/** The figures as they will be, of the lines that can be read; null when they come to more than can be charged. The server decides. */
export function previewFigures(typed: TypedInvoice): ReturnType<typeof figureInvoice> | null {
  const rate = readScaled(typed.taxRate || "0", 3);
  const lines = typed.lines.map((line) => {
    const facts = factsOf(line);
    const isReadable =
      facts.quantityHundredths > 0 &&
      facts.unitPriceCents >= 0 &&
      facts.discountBasisPoints >= 0 &&
      facts.discountBasisPoints <= 10_000;
    return isReadable ? facts : { ...facts, quantityHundredths: 0, unitPriceCents: 0, discountBasisPoints: 0 };
  });
  const taxThousandths = Number.isNaN(rate) || rate > 100_000 ? 0 : rate;
  return isWithinBounds(lines, taxThousandths) ? figureInvoice(lines, taxThousandths) : null;
}

export function inputOf(typed: TypedInvoice) {
  const rate = readScaled(typed.taxRate || "0", 3);
  return {
    account: typed.account,
    billTo: typed.billTo,
    billToAddress: typed.billToAddress,
    recipientEmails: splitEmails(typed.recipientEmails),
    clientRef: typed.clientRef,
    matterRef: typed.matterRef,
    issueDate: typed.issueDate ?? "",
    termsDays: /^\d{1,3}$/.test(typed.termsDays.trim()) ? Number(typed.termsDays) : -1,
    notes: typed.notes,
    locale: typed.locale as "en" | "fr" | "es",
    taxName: typed.taxName,
    taxThousandths: Number.isNaN(rate) ? -1 : rate,
    lines: typed.lines.map(factsOf),
  };
}

export function splitEmails(text: string): string[] {
  return text.split(/[;,\s]+/).filter((part) => part !== "");
}
