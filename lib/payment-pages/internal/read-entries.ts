import type { PickedSums } from "@/lib/connect-pages/rules";
import { LONGEST_VALUE } from "@/lib/custom-fields/model";
import { parseMoney } from "@/lib/money/parse-money";
import { holdsCardNumber } from "@/lib/payers/rules";
import type { FieldError } from "@/lib/platform/errors";
import type { AskedField, BuiltInField, PageEntries, PublicPage } from "../model";
import { decideAmount, decideOrder, itemFieldOf, nameOfLine, readQuantity } from "../rules";
import { isEmailText, VISITOR_TEXTS } from "../schemas";
import { readAddress } from "./read-address";

type Values = Readonly<Record<string, string>>;
type Asking = Pick<PublicPage, "amount" | "fields" | "currency">;
/** What of the offered invoices is paid, or what is wrong with that. */
export type Bill = { ok: true; picked: PickedSums } | { ok: false; problems: FieldError[] };
type Read = { ok: true; entries: PageEntries } | { ok: false; problems: FieldError[] };

/**
 * What a visitor typed, by the rules of the page alone: a value that the page does not ask for is not taken, an amount only as far as
 * the page lets it be chosen. Every problem at once, by the name of its field. `bill`: of a Connect page.
 */
export function readEntries(page: Asking, typed: Values, locale: string, bill: Bill | null = null): Read {
  const values = (name: string) => (typed[name] ?? "").trim();
  const problems: FieldError[] = [];
  const refuse = (path: string, message: string) => problems.push({ path, message });
  const due = readDue(page, { values, locale, bill }, refuse);
  const payerName = values("name");
  checkText("name", payerName, VISITOR_TEXTS.name, true, refuse);
  const given = (key: TextField) => readField(page.fields, key, values, refuse);
  const entries = {
    ...{ payerName, email: given("email"), phone: given("phone") },
    ...{ invoiceNumber: given("invoiceNumber"), clientRef: given("clientRef"), matterRef: given("matterRef") },
    message: given("message"),
    billingAddress: readAddress(page.fields, values, {
      refuse,
      checkText: (path, value, longest, isRequired) => checkText(path, value, longest, isRequired, refuse),
    }),
    customFields: readCustom(page.fields, values, refuse),
  };
  if (entries.email !== "" && !isEmailText(entries.email)) refuse("email", "email_invalid");
  if (!due || problems.length > 0) return { ok: false, problems };
  return { ok: true, entries: { ...entries, ...due } };
}

type TextField = Exclude<BuiltInField, "address">;
type Refuse = (path: string, message: string) => void;
type Due = Pick<PageEntries, "amountCents" | "taxCents" | "title" | "lines"> &
  Partial<Pick<PageEntries, "invoiceNumber" | "clientRef" | "matterRef">>;
type Wanted = { values: (name: string) => string; locale: string; bill: Bill | null };

/** What is to be paid; null where that was refused. */
function readDue(page: Asking, { values, locale, bill }: Wanted, refuse: Refuse): Due | null {
  const { amount } = page;
  if (amount.kind === "connect") return readBill(bill, refuse);
  if (amount.kind === "items") {
    const decided = decideOrder(amount.items, (itemId) => readQuantity(values(itemFieldOf(itemId))));
    if (!decided.ok) {
      for (const { itemId, problem } of decided.problems) refuse(itemFieldOf(itemId), problem);
      return null;
    }
    const { lines, taxCents, totalCents } = decided.order;
    return { amountCents: totalCents, taxCents, lines, title: lines.map(nameOfLine).join(", ") };
  }
  const amountCents = readAmount(page, values("amount"), locale, refuse);
  const decided = decideAmount(amount, { amountCents: amountCents ?? null, choice: values("choice") });
  if (decided.ok) return { amountCents: decided.amountCents, taxCents: 0, title: decided.title, lines: [] };
  if (amountCents !== undefined) refuse(amount.kind === "list" ? "choice" : "amount", decided.problem);
  return null;
}

/** Its numbers are those of the invoices, whatever was typed to find them. */
function readBill(bill: Bill | null, refuse: Refuse): Due | null {
  if (bill?.ok) {
    const { lines: _lines, ...sums } = bill.picked;
    return { ...sums, taxCents: 0, title: "", lines: [] };
  }
  for (const { path, message } of bill?.problems ?? [{ path: "picks", message: "nothing_picked" }])
    refuse(path, message);
  return null;
}

/** Null where none is written; undefined where what is written is none, which has been said then. */
function readAmount(
  { amount, currency }: Asking,
  text: string,
  locale: string,
  refuse: Refuse,
): number | null | undefined {
  if (amount.kind !== "chosen" || text === "") return null;
  const read = parseMoney(text, { currency, locale });
  if (read.ok) return read.amountCents;
  refuse("amount", "amount_unreadable");
  return undefined;
}

function checkText(path: string, value: string, longest: number, isRequired: boolean, refuse: Refuse): void {
  if (isRequired && value === "") refuse(path, "field_missing");
  if (value.length > longest) refuse(path, "text_too_long");
  if (holdsCardNumber(value)) refuse(path, "card_number_in_text");
}

function readField(
  fields: readonly AskedField[],
  key: TextField,
  values: (name: string) => string,
  refuse: Refuse,
): string {
  const asked = fields.find((field) => field.kind === "built_in" && field.key === key);
  if (!asked) return "";
  const value = values(key);
  checkText(key, value, VISITOR_TEXTS[key], asked.isRequired, refuse);
  return value;
}

function readCustom(
  fields: readonly AskedField[],
  values: (name: string) => string,
  refuse: Refuse,
): Record<string, string> {
  const pairs = fields.flatMap((field) => {
    if (field.kind !== "custom") return [];
    const value = values(field.key);
    checkText(field.key, value, LONGEST_VALUE, field.isRequired, refuse);
    if (value !== "" && field.options.length > 0 && !field.options.includes(value)) refuse(field.key, "choice_unknown");
    return value === "" ? [] : [[field.key, value] as const];
  });
  return Object.fromEntries(pairs);
}
