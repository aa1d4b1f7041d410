import { formatIsoDate } from "@/lib/dates/format-date";
import type { MergeField, MergeValues } from "@/lib/mail-texts/model";
import type { Letter } from "./model";

/** What the facts of the templates call what a field stands for; the first that a template has counts, also when it is empty. */
const NAMES: Partial<Record<MergeField, readonly string[]>> = {
  recipient: ["recipientName", "payerName", "billTo", "userName", "ownerName"],
  invoice: ["invoiceNumber", "number"],
  "due date": ["dueDate"],
  client: ["clientRef"],
  matter: ["matterRef"],
  receipt: ["receiptNumber"],
  payment: ["paymentNumber"],
  link: ["linkNumber"],
};

/** What a firm's own words may name in this mail. */
export function mergeValuesOf(facts: object, letter: Letter): MergeValues {
  const known = new Map<string, unknown>(Object.entries(facts));
  const values: Partial<Record<MergeField, string>> = { firm: letter.firm.name, phone: letter.firm.phone };
  if (letter.amount) values.amount = letter.amount.text;
  for (const [field, names] of Object.entries(NAMES)) {
    const name = names.find((each) => known.has(each));
    const value = name === undefined ? undefined : known.get(name);
    if (typeof value === "string" || value === null) values[field as MergeField] = value ?? "";
  }
  if (values["due date"]) values["due date"] = formatIsoDate(values["due date"], letter.locale);
  return values;
}
