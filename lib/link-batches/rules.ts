import { z } from "zod";
import { sumCents } from "@/lib/money/cents";
import { parseMoney } from "@/lib/money/parse-money";
import type {
  BatchField,
  BatchPreview,
  BatchReading,
  BatchRow,
  BatchTexts,
  BatchValues,
  CellProblem,
  CellProblemCode,
} from "./model";

type Refusal = { ok: false; code: CellProblemCode; values: CellProblem["values"] };
type Read<T> = { ok: true; value: T } | Refusal;

const EARLIEST = "1900-01-01";
const LATEST = "2199-12-31";
const MOST_ADDRESSES = 20;
const LONGEST = { invoiceNumber: 60, recipientName: 120, customMessage: 2_000 };
const LONGEST_SHOWN = 60;

// Control characters, what a wrong encoding leaves, and marks that turn the direction of the text around them.
const UNREADABLE = /(?![\t\n])\p{Cc}|[\ufffd\u202a-\u202e\u2066-\u2069]/u;

const Address = z.email().max(254);
const CalendarDate = z.iso.date();

/** Reads the cells of one row; every cell that is wrong says so, not only the first. `currency` is the account's. */
export function readBatchTexts(texts: BatchTexts, currency: string): BatchReading {
  const problems: CellProblem[] = [];
  const take = <T>(field: BatchField, read: (text: string) => Read<T>): T | null => {
    const result = readReadable(texts[field], field, read);
    if (result.ok) return result.value;
    problems.push({ field, code: result.code, values: result.values });
    return null;
  };
  const values: BatchValues = {
    invoiceNumber: take("invoiceNumber", (text) => readLine(text, LONGEST.invoiceNumber, "invoice_missing")),
    invoiceDate: take("invoiceDate", readBatchDate),
    dueDate: take("dueDate", readBatchDate),
    recipientName: take("recipientName", (text) => readLine(text, LONGEST.recipientName, "name_missing")),
    recipientEmails: take("recipientEmails", readAddresses),
    amountCents: take("amountCents", (text) => readAmount(text, currency)),
    customMessage: take("customMessage", readMessage),
  };
  const { invoiceDate, dueDate } = values;
  return { values, problems, isDueEarly: invoiceDate !== null && dueDate !== null && dueDate < invoiceDate };
}

/** Of each row whose recipient has the same invoice on an earlier row: the line of that row. */
export function findDuplicates(rows: readonly { line: number; values: RecipientValues }[]): Map<number, number> {
  const first = new Map<string, number>();
  const found = new Map<number, number>();
  for (const { line, values } of rows) {
    const keys = duplicateKeys(values);
    const earlier = keys.map((key) => first.get(key)).find((known) => known !== undefined);
    if (earlier !== undefined) found.set(line, earlier);
    for (const key of keys) if (!first.has(key)) first.set(key, line);
  }
  return found;
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
function readBatchDate(text: string): Read<string> {
  if (text === "") return refuse("date_missing");
  const us = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/.exec(text);
  const [, month = "", , day = "", year = ""] = us ?? [];
  const iso = us ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
  if (!CalendarDate.safeParse(iso).success) return refuse("date_unreadable");
  if (iso < EARLIEST || iso > LATEST) return refuse("date_out_of_range");
  return { ok: true, value: iso };
}

function readReadable<T>(text: string, field: BatchField, read: (text: string) => Read<T>): Read<T> {
  if (UNREADABLE.test(text)) return refuse("text_unreadable");
  if (field !== "customMessage" && text.includes("\n")) return refuse("several_lines");
  return read(text);
}

function readLine(text: string, most: number, missing: CellProblemCode): Read<string> {
  if (text === "") return refuse(missing);
  if (text.length > most) return refuse("text_too_long", { most });
  return { ok: true, value: text };
}

function readMessage(text: string): Read<string> {
  const most = LONGEST.customMessage;
  return text.length > most ? refuse("text_too_long", { most }) : { ok: true, value: text };
}

function readAddresses(text: string): Read<string[]> {
  const parts = text.split(";").map((part) => part.trim());
  const addresses = parts.filter((part) => part !== "");
  if (addresses.length === 0) return refuse("email_missing");
  const wrong = addresses.find((address) => !Address.safeParse(address).success);
  if (wrong !== undefined) {
    return refuse("email_invalid", {
      address: wrong.length > LONGEST_SHOWN ? `${wrong.slice(0, LONGEST_SHOWN)}…` : wrong,
    });
  }
  const different = addresses.filter(
    (address, index) => addresses.findIndex((one) => isSameText(one, address)) === index,
  );
  if (different.length > MOST_ADDRESSES) return refuse("emails_too_many", { most: MOST_ADDRESSES });
  return { ok: true, value: different };
}

function readAmount(text: string, currency: string): Read<number> {
  const parsed = parseMoney(text, { currency, locale: "en" });
  if (!parsed.ok) {
    const { code, ...values } = parsed.refusal;
    return refuse(`amount_${code}`, values);
  }
  if (parsed.amountCents === 0) return refuse("amount_zero");
  return { ok: true, value: parsed.amountCents };
}

function refuse(code: CellProblemCode, values: CellProblem["values"] = {}): Refusal {
  return { ok: false, code, values };
}

function isSameText(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

type RecipientValues = Pick<BatchValues, "invoiceNumber" | "recipientEmails" | "recipientName">;

/** One key per recipient, by address; by name while the addresses cannot be read. */
function duplicateKeys({ invoiceNumber, recipientEmails, recipientName }: RecipientValues): string[] {
  if (invoiceNumber === null) return [];
  const recipients = recipientEmails ?? (recipientName === null ? [] : [recipientName]);
  return recipients.map((recipient) => `${invoiceNumber}\n${recipient}`.toLowerCase());
}
