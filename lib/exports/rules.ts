import { dateInZone } from "@/lib/dates/date-in-zone";
import { minorUnitDigits } from "@/lib/money/currency";
import type { ExportFormat } from "./model";

/** What Excel holds in one cell, in UTF-16 units. */
export const MAX_CELL_LENGTH = 32_767;
/** Where a text was cut. */
const CUT = "…";

/** "payments-2026-11-21.xlsx": the list and the day in the firm's zone. */
export function exportFileName(listId: string, at: Date, timeZone: string, format: ExportFormat): string {
  return `${listId.replaceAll(/[^a-z0-9-]+/g, "-")}-${dateInZone(at, timeZone)}.${format}`;
}

/** The amount as people write it: 125000 cents of USD are 1250, 125000 of JPY are 125000. Exact for every amount we keep. */
export function moneyNumber(cents: number, currency: string): number {
  return cents / 10 ** minorUnitDigits(currency);
}

/** The amount in digits, with as many decimals as the currency has: "-1250.00". */
export function moneyDigits(cents: number, currency: string): string {
  return moneyNumber(cents, currency).toFixed(minorUnitDigits(currency));
}

/** A text as a worksheet can hold it: whole characters, at most `MAX_CELL_LENGTH` long, nothing that the format reads as its own. */
export function worksheetText(text: string): string {
  const whole = wellFormed(text);
  const cut = whole.length <= MAX_CELL_LENGTH ? whole : `${wholeStart(whole, MAX_CELL_LENGTH - 1)}${CUT}`;
  // "_x000D_" in a worksheet means one character; an escaped underscore keeps it the seven that were typed.
  return cut.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");
}

/** Half a character, which no encoding can hold, becomes U+FFFD; so do the two that XML leaves out. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}|[\ufffe\uffff]/gu, "\ufffd");
}

function wholeStart(text: string, length: number): string {
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(length - 1));
  return text.slice(0, isHalf ? length - 1 : length);
}

/**
 * Beginnings that a spreadsheet takes for a formula, full-width ones too; a blank before them does not stop it. A text that begins with
 * an apostrophe of its own before such a one is guarded as well, so that taking off one guard gives back every text.
 */
const FORMULA_START = /^'*(?:[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n\0])/;

/** A text as a field of a CSV file: never a formula, quoted where it must be. */
export function csvText(text: string): string {
  const whole = wellFormed(text);
  return csvQuoted(FORMULA_START.test(whole) ? `'${whole}` : whole);
}

/** The text of a cell that `csvText` has guarded, as it was before; any other text as it is. */
export function withoutFormulaGuard(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text) ? text.slice(1) : text;
}

/** A heading or a value of our own, which no formula hides in. */
export function csvQuoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock in the zone shows at that instant, as if it were UTC: worksheets hold no zones. To the second. */
export function clockIn(at: Date, timeZone: string): Date {
  const seconds = Math.floor(at.getTime() / 1000) * 1000;
  return new Date(seconds + offsetMs(at, timeZone));
}

/** "2026-11-21T09:03:12-05:00": an instant that names its zone's distance, in ISO 8601. */
export function instantText(at: Date, timeZone: string): string {
  const minutes = offsetMs(at, timeZone) / 60_000;
  const distance = `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${clockIn(at, timeZone).toISOString().slice(0, 19)}${distance}`;
}

function two(figure: number): string {
  return String(figure).padStart(2, "0");
}

type KnownOffset = { quarter: number; offset: number };
const offsets = new Map<string, KnownOffset>();

/** How far the zone's clocks are ahead of UTC. They change on quarter hours only, and rows stand near each other in time. */
function offsetMs(at: Date, timeZone: string): number {
  const quarter = Math.floor(at.getTime() / 900_000);
  const known = offsets.get(timeZone);
  if (known?.quarter === quarter) return known.offset;
  const parts = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  const offset = shown - Math.floor(at.getTime() / 1000) * 1000;
  offsets.set(timeZone, { quarter, offset });
  return offset;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  clocks.set(timeZone, made);
  return made;
}
