import type { ConfirmedRecord, ReadItem, SystemCode } from "@/lib/matter-systems/model";
import type { Row } from "./databases/call";

const STATUSES = ["open", "paid", "closed", "reversed"] as const;
const KINDS = ["invoice", "trust"] as const;

/** A column as text: without the spaces that fixed-width columns are padded with; empty for NULL. @throws when the column is missing */
export function readText(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined)
    throw new Error(`The column ${column} is missing from the answer. Run procedures.sql again.`);
  return value === null ? "" : String(value).trim();
}

export function readItem(row: Row): ReadItem {
  const percent = readText(row, "payor_percent");
  return {
    key: readText(row, "item_key"),
    kind: oneOf(KINDS, readText(row, "kind"), "kind"),
    clientNumber: readText(row, "client_number"),
    clientName: readText(row, "client_name"),
    matterNumber: readText(row, "matter_number"),
    matterName: readText(row, "matter_name"),
    invoiceNumber: readText(row, "invoice_number"),
    payorNumber: readText(row, "payor_number"),
    payorName: readText(row, "payor_name"),
    payorPercent: percent === "" ? null : Number(percent),
    bankAccount: readText(row, "bank_account"),
    datedOn: readText(row, "dated") || null,
    originalCents: readCents(row, "original_cents"),
    balanceCents: readCents(row, "balance_cents"),
    currency: readText(row, "currency"),
    status: oneOf(STATUSES, readText(row, "status"), "status"),
  };
}

export function readCode(row: Row): SystemCode {
  return { code: readText(row, "code"), name: readText(row, "name"), isTrust: readText(row, "is_trust") === "1" };
}

export function readConfirmed(row: Row): ConfirmedRecord {
  return {
    reference: readText(row, "reference"),
    receiptRef: readText(row, "receipt_ref"),
    receivedOn: readText(row, "received_on"),
  };
}

/** A bigint comes as a text or a number, by driver. */
function readCents(row: Row, column: string): number {
  const text = readText(row, column);
  const cents = Number(text);
  if (text === "" || !Number.isSafeInteger(cents))
    throw new Error(`${column} holds ${text || "nothing"}, no amount in cents.`);
  return cents;
}

function oneOf<T extends string>(known: readonly T[], value: string, column: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Error(`${column} is ${value}; the procedures answer ${known.join(", ")}.`);
  return found;
}
