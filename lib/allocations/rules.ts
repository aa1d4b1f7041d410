import { sumCents } from "@/lib/money/cents";
import type {
  AllocationInput,
  AllocationLine,
  AllocationOrder,
  AllocationPreview,
  AllocationRefusal,
  ClientLine,
} from "./model";

/**
 * Spreads one amount over lines. Manual amounts stand as written. What is left goes to the invoice lines without a manual amount,
 * in the order asked for, each up to its outstanding balance. A trust line gets only what is manual: trust money is never applied
 * by a machine (T8). Never more than a line's balance, never a negative line, and lines + unapplied = amount.
 */
export function previewAllocation(input: AllocationInput): AllocationPreview {
  const refusal = findDuplicate(input.lines) ?? findBadManual(input.lines) ?? findExcess(input);
  if (refusal) return { ok: false, refusal };

  const allocated = input.lines.map((line) => line.manualCents ?? 0);
  let leftCents = input.amountCents - sumCents(allocated);
  for (const index of fillOrder(input.lines, input.order)) {
    const filledCents = Math.min(leftCents, input.lines[index]?.outstandingCents ?? 0);
    allocated[index] = filledCents;
    leftCents -= filledCents;
  }
  const lines = input.lines.map((line, index) => ({ id: line.id, amountCents: allocated[index] ?? 0 }));
  return { ok: true, lines, unappliedCents: leftCents };
}

/** Positions of the lines to fill automatically, first to last. */
function fillOrder(lines: readonly AllocationLine[], order: AllocationOrder): number[] {
  const open = [...lines.entries()].filter(([, line]) => line.kind === "invoice" && line.manualCents === undefined);
  if (order === "oldest") open.sort(([, left], [, right]) => compareDates(left.date, right.date));
  return open.map(([index]) => index);
}

/** ISO dates sort as text; no date sorts last. The sort is stable, so ties stay as given. */
function compareDates(left: string | undefined, right: string | undefined): number {
  if (left === right) return 0;
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return left < right ? -1 : 1;
}

function findDuplicate(lines: readonly AllocationLine[]): AllocationRefusal | null {
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (seen.has(line.id)) {
      return {
        code: "duplicate_line",
        path: `lines.${index}.id`,
        title: "Line given twice",
        message: `Line ${line.id} is given twice. Give each line once.`,
      };
    }
    seen.add(line.id);
  }
  return null;
}

function findBadManual(lines: readonly AllocationLine[]): AllocationRefusal | null {
  for (const [index, { id, manualCents, outstandingCents }] of lines.entries()) {
    if (manualCents === undefined) continue;
    const path = `lines.${index}.manualCents`;
    if (manualCents < 0) {
      const message = `Line ${id} has a manual amount of ${manualCents} cents. Write 0 or more.`;
      return { code: "manual_negative", path, title: "Manual amount is negative", message };
    }
    if (outstandingCents !== undefined && manualCents > outstandingCents) {
      const message = `Line ${id} has ${outstandingCents} cents open; its manual amount is ${manualCents}. Write at most what is open.`;
      return { code: "manual_above_outstanding", path, title: "Manual amount above the line", message };
    }
  }
  return null;
}

function findExcess({ amountCents, lines }: AllocationInput): AllocationRefusal | null {
  const manualCents = sumCents(lines.map((line) => line.manualCents ?? 0));
  if (manualCents <= amountCents) return null;
  return {
    code: "manual_above_total",
    path: "amountCents",
    title: "Manual amounts above the total",
    message: `The manual amounts add up to ${manualCents} cents; the amount is ${amountCents}. Lower a line or raise the amount.`,
  };
}

/**
 * What a client is shown of the lines of what they pay. None where the lines do not add up to it: half a list would be worse than none. What a
 * matter is about is told to its own client only, so of lines of several clients there are the numbers. Whoever paid on an open page has proven
 * a number and not who they are: of an invoice they are told that number alone.
 */
export function clientLinesOf(
  lines: readonly (ClientLine & { clientNumber: string })[],
  totalCents: number,
  { isOfPage = false }: { isOfPage?: boolean } = {},
): ClientLine[] {
  if (sumCents(lines.map(({ amountCents }) => amountCents)) !== totalCents) return [];
  const isOfOne = new Set(lines.map(({ clientNumber }) => clientNumber)).size === 1;
  return lines.map(({ kind, invoiceNumber, matterNumber, matterName, amountCents }) => {
    const isBare = isOfPage && kind === "invoice";
    return {
      ...{ kind, invoiceNumber, amountCents },
      matterNumber: isBare ? "" : matterNumber,
      matterName: isOfOne && !isBare ? matterName : "",
    };
  });
}
