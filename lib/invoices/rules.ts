import { addDays } from "@/lib/dates/period-days";
import { isAmountCents, sumCents } from "@/lib/money/cents";
import { percentageHalfUp, taxHalfUp } from "@/lib/money/percentage";
import { splitByWeights } from "@/lib/money/split";
import type { InvoiceAge, InvoiceLine, InvoiceStatus, InvoiceSums, LineFacts } from "./model";

/** Legal moves of an invoice; the same table stands in the database (`invoice_moves`), which refuses every other. */
export const INVOICE_MOVES: Readonly<Record<InvoiceStatus, readonly InvoiceStatus[]>> = {
  draft: ["sent", "cancelled"],
  sent: ["viewed", "part_paid", "paid", "overdue", "written_off", "cancelled"],
  viewed: ["part_paid", "paid", "overdue", "written_off", "cancelled"],
  // A refund takes a payment back, so that paid may become unpaid.
  part_paid: ["sent", "viewed", "paid", "overdue", "written_off"],
  overdue: ["sent", "viewed", "part_paid", "paid", "written_off", "cancelled"],
  paid: ["sent", "viewed", "part_paid", "overdue"],
  written_off: [],
  cancelled: [],
};

/** Those that were sent and are neither paid nor given up. */
export const OPEN_STATUSES = ["sent", "viewed", "part_paid", "overdue"] as const satisfies readonly InvoiceStatus[];

export function isOpenInvoice(status: InvoiceStatus): boolean {
  return (OPEN_STATUSES as readonly string[]).includes(status);
}

type Standing = {
  totalCents: number;
  paidCents: number;
  inTransitCents: number;
  dueDate: string;
  viewedAt: Date | null;
};

/** The state of an invoice that was sent and not given up, by what was paid and the firm's day. The trigger keep_invoice_paid says the same. */
export function statusOf(invoice: Standing, today: string): InvoiceStatus {
  const { totalCents, paidCents, inTransitCents, dueDate, viewedAt } = invoice;
  if (paidCents >= totalCents) return "paid";
  if (dueDate < today && paidCents + inTransitCents < totalCents) return "overdue";
  if (paidCents > 0) return "part_paid";
  return viewedAt ? "viewed" : "sent";
}

/** Taxes are written to a thousandth of a percent: New York City takes 8.875 %. */

/**
 * The figures of each line and of the whole. A line's price times its quantity is rounded half up to the cent; its discount is a
 * percentage of that, rounded half up. The tax is one percentage of what all taxable lines come to after their discounts, rounded half
 * up once, and split over those lines, so that the lines always add up to the whole.
 * @throws RangeError for figures outside their bounds; see `isWithinBounds`
 */
export function figureInvoice(
  lines: readonly LineFacts[],
  taxThousandths: number,
): { lines: InvoiceLine[]; sums: InvoiceSums } {
  const netted = lines.map((line) => {
    const grossCents = grossOf(line);
    return { ...line, grossCents, discountCents: percentageHalfUp(grossCents, line.discountBasisPoints) };
  });
  const taxable = netted.map((line) => (line.isTaxable ? line.grossCents - line.discountCents : 0));
  const taxedCents = sumCents(taxable);
  const wholeTax = taxHalfUp(taxedCents, taxThousandths);
  const taxes = taxedCents === 0 ? taxable : splitByWeights(wholeTax, taxable);
  const figured = netted.map((line, index) => ({ ...line, taxCents: taxes[index] ?? 0 }));
  const grossCents = sumCents(figured.map((line) => line.grossCents));
  const discountCents = sumCents(figured.map((line) => line.discountCents));
  const totalCents = grossCents - discountCents + wholeTax;
  return { lines: figured, sums: { grossCents, discountCents, taxCents: wholeTax, totalCents } };
}

/** Half up, in whole numbers throughout: a product of price and quantity may be larger than a float holds exactly. */
function grossOf({ quantityHundredths, unitPriceCents }: LineFacts): number {
  return Number((BigInt(quantityHundredths) * BigInt(unitPriceCents) + 50n) / 100n);
}

/** Whether every figure of these lines, and their sum, is an amount that can be charged. */
export function isWithinBounds(lines: readonly LineFacts[], taxThousandths: number): boolean {
  if (!lines.every((line) => isAmountCents(grossOf(line)))) return false;
  const gross = sumCents(lines.map(grossOf));
  return isAmountCents(gross + taxHalfUp(gross, taxThousandths));
}

export function dueDateOf(issueDate: string, termsDays: number): string {
  return addDays(issueDate, termsDays);
}

/** Does the running number begin anew each year? It does where the year stands in the number, and only there would it not repeat. */
export function countsByYear(pattern: string): boolean {
  return pattern.includes("{year}");
}

/** The number of an invoice: "INV-2026-0042" for value 42 of "INV-{year}-{number}". */
export function writeNumber(pattern: string, value: number, year: number): string {
  return pattern.replaceAll("{year}", String(year)).replaceAll("{number}", String(value).padStart(4, "0"));
}

/** "8.875%" from 8875; "8,875 %" in the languages that write it so. */
export function formatTaxRate(taxThousandths: number, locale: string): string {
  const figure = String(taxThousandths / 1_000);
  return locale.startsWith("en") ? `${figure}%` : `${figure.replace(".", ",")}\u00a0%`;
}

/** "1.5" from 150 hundredths; "1,5" in the languages that write it so. */
export function formatQuantity(hundredths: number, locale: string): string {
  const figure = String(hundredths / 100);
  return locale.startsWith("en") || locale.startsWith("es") ? figure : figure.replace(".", ",");
}

export type SendRefusal = "invoice_closed" | "invoice_empty" | "no_address";

/** May it be issued, or mailed once more? */
export function decideSending(
  invoice: { status: InvoiceStatus; totalCents: number; balanceCents: number },
  addresses: readonly string[],
  isMailed: boolean,
): { ok: true } | { ok: false; refusal: SendRefusal } {
  if (invoice.status === "draft") {
    if (invoice.totalCents < 1) return { ok: false, refusal: "invoice_empty" };
  } else if (!isOpenInvoice(invoice.status)) return { ok: false, refusal: "invoice_closed" };
  return isMailed && addresses.length === 0 ? { ok: false, refusal: "no_address" } : { ok: true };
}

export type EndRefusal = "invoice_closed" | "invoice_paid_on" | "invoice_being_paid" | "invoice_not_sent";

/**
 * May it be given up? Cancelled: it was a mistake, and nothing was paid. Written off: the rest will not come. Money on its way to it is
 * waited for.
 */
export function decideEnding(
  invoice: { status: InvoiceStatus; paidCents: number; inTransitCents: number },
  to: "cancelled" | "written_off",
  isBeingPaid: boolean,
): { ok: true } | { ok: false; refusal: EndRefusal } {
  const { status, paidCents, inTransitCents } = invoice;
  if (status === "draft" && to === "written_off") return { ok: false, refusal: "invoice_not_sent" };
  if (status !== "draft" && !isOpenInvoice(status)) return { ok: false, refusal: "invoice_closed" };
  if (isBeingPaid || inTransitCents > 0) return { ok: false, refusal: "invoice_being_paid" };
  if (to === "cancelled" && paidCents > 0) return { ok: false, refusal: "invoice_paid_on" };
  return { ok: true };
}

/** How late an open invoice is on the firm's day. */
export function ageOf(dueDate: string, today: string): InvoiceAge {
  if (dueDate >= today) return "not_due";
  if (dueDate >= addDays(today, -30)) return "late_1_30";
  if (dueDate >= addDays(today, -60)) return "late_31_60";
  return dueDate >= addDays(today, -90) ? "late_61_90" : "late_over_90";
}

/** Days on which something may be due again: the due days of invoices that are followed up on this one. */
export function dueDaysToRemind(today: string, reminderDays: readonly number[]): string[] {
  return reminderDays.map((days) => addDays(today, -days));
}
