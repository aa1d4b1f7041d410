import { z } from "zod";
import { sumCents } from "@/lib/money/cents";
import { parseMoney } from "@/lib/money/parse-money";
import type { BatchField, BatchPreview, BatchProblem, BatchRow, BatchValues } from "./model";

/** A cell as the file has it, beside the name of its column there. `name` is null for a column that the file lacks. */
export type BatchCell = { name: string | null; text: string };
export type BatchCells = Record<BatchField, BatchCell>;

type Read<T> = { ok: true; value: T } | { ok: false; message: string };

const EARLIEST = "1900-01-01";
const LATEST = "2199-12-31";
const MOST_ADDRESSES = 20;
const LONGEST = { invoiceNumber: 60, recipientName: 120, customMessage: 2_000 };

// Control characters, what a wrong encoding leaves, and marks that turn the direction of the text around them.
const UNREADABLE = /(?![\t\n])\p{Cc}|[\ufffd\u202a-\u202e\u2066-\u2069]/u;

const Address = z.email().max(254);
const CalendarDate = z.iso.date();

/** Reads one row; every cell that is wrong says so, not only the first. `currency` is the account's. */
export function readBatchRow(line: number, cells: BatchCells, currency: string): BatchRow {
  const errors: BatchProblem[] = [];
  const take = <T>(field: BatchField, read: (text: string) => Read<T>): T | null => {
    const { name, text } = cells[field];
    const result = readReadable(text, field, read);
    if (result.ok) return result.value;
    errors.push({ column: name, message: result.message });
    return null;
  };
  const values: BatchValues = {
    invoiceNumber: take("invoiceNumber", (text) =>
      readLine(text, LONGEST.invoiceNumber, "Write the number of the invoice."),
    ),
    invoiceDate: take("invoiceDate", readBatchDate),
    dueDate: take("dueDate", readBatchDate),
    recipientName: take("recipientName", (text) =>
      readLine(text, LONGEST.recipientName, "Write the recipient's name."),
    ),
    recipientEmails: take("recipientEmails", readAddresses),
    amountCents: take("amountCents", (text) => readAmount(text, currency)),
    customMessage: take("customMessage", readMessage),
  };
  const { invoiceDate, dueDate } = values;
  const isEarly = invoiceDate !== null && dueDate !== null && dueDate < invoiceDate;
  const early = {
    column: cells.dueDate.name,
    message: `Due ${dueDate}, before the invoice date ${invoiceDate}. Check both dates.`,
  };
  return { line, values, errors, warnings: isEarly ? [early] : [] };
}

/** Warns, on the later row, of a recipient who would get the same invoice twice. Changes the rows it is given. */
export function markDuplicates(rows: readonly BatchRow[], columnOf: (field: BatchField) => string | null): void {
  const first = new Map<string, number>();
  for (const { line, values, warnings } of rows) {
    const earlier = duplicateKeys(values)
      .map((key) => first.get(key))
      .find((found) => found !== undefined);
    if (earlier !== undefined) {
      const message = `The same invoice number and recipient as on line ${earlier}. Delete one of the rows unless both are meant.`;
      warnings.push({ column: columnOf("invoiceNumber"), message });
    }
    for (const key of duplicateKeys(values)) if (!first.has(key)) first.set(key, line);
  }
}

export function summarizeBatch(rows: BatchRow[]): BatchPreview {
  const valid = rows.filter((row) => row.errors.length === 0);
  return {
    rows,
    counts: { rows: rows.length, valid: valid.length, invalid: rows.length - valid.length },
    totalCents: sumCents(valid.map((row) => row.values.amountCents ?? 0)),
  };
}

/** ISO ("2026-11-21") or US with the month first ("11/21/2026", "1-5-2026"), with a year of four digits. Nothing is guessed. */
export function readBatchDate(text: string): Read<string> {
  if (text === "") return { ok: false, message: "Write a date, such as 2026-11-21 or 11/21/2026." };
  const us = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/.exec(text);
  const [, month = "", , day = "", year = ""] = us ?? [];
  const iso = us ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
  if (!CalendarDate.safeParse(iso).success) {
    return { ok: false, message: "This is no calendar date. Write it like 2026-11-21 or, month first, 11/21/2026." };
  }
  if (iso < EARLIEST || iso > LATEST) return { ok: false, message: "Write a date from 1900 to 2199." };
  return { ok: true, value: iso };
}

function readReadable<T>(text: string, field: BatchField, read: (text: string) => Read<T>): Read<T> {
  if (UNREADABLE.test(text)) {
    return {
      ok: false,
      message: "This holds characters that cannot be read or seen. Type it anew, or save the file as UTF-8.",
    };
  }
  if (field !== "customMessage" && text.includes("\n")) {
    return {
      ok: false,
      message: "This spans several lines. Write it on one, and look for a quote that is not closed.",
    };
  }
  return read(text);
}

function readLine(text: string, longest: number, missing: string): Read<string> {
  if (text === "") return { ok: false, message: missing };
  if (text.length > longest) return { ok: false, message: `Write at most ${longest} characters.` };
  return { ok: true, value: text };
}

function readMessage(text: string): Read<string> {
  if (text.length > LONGEST.customMessage)
    return { ok: false, message: `Write at most ${LONGEST.customMessage} characters.` };
  return { ok: true, value: text };
}

function readAddresses(text: string): Read<string[]> {
  const parts = text.split(";").map((part) => part.trim());
  const addresses = parts.filter((part) => part !== "");
  if (addresses.length === 0) return { ok: false, message: "Write an address, such as name@example.com." };
  const wrong = addresses.find((address) => !Address.safeParse(address).success);
  if (wrong !== undefined) {
    const shown = wrong.length > 60 ? `${wrong.slice(0, 60)}…` : wrong;
    return {
      ok: false,
      message: `"${shown}" is no mail address. Write addresses like name@example.com, separated by ;.`,
    };
  }
  const different = addresses.filter(
    (address, index) => addresses.findIndex((one) => isSameText(one, address)) === index,
  );
  if (different.length > MOST_ADDRESSES) return { ok: false, message: `Write at most ${MOST_ADDRESSES} addresses.` };
  return { ok: true, value: different };
}

function readAmount(text: string, currency: string): Read<number> {
  const parsed = parseMoney(text, { currency, locale: "en" });
  if (!parsed.ok) return { ok: false, message: parsed.refusal.message };
  if (parsed.amountCents === 0) return { ok: false, message: "The amount is zero. Write what is to be paid." };
  return { ok: true, value: parsed.amountCents };
}

function isSameText(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** One key per recipient, by address; by name while the addresses cannot be read. */
function duplicateKeys({ invoiceNumber, recipientEmails, recipientName }: BatchValues): string[] {
  if (invoiceNumber === null) return [];
  const recipients = recipientEmails ?? (recipientName === null ? [] : [recipientName]);
  return recipients.map((recipient) => `${invoiceNumber}\n${recipient}`.toLowerCase());
}
