import { formatDecimal } from "@/lib/money/format-money";
import { parseMoney } from "@/lib/money/parse-money";
import { gatherCustomFields, PaymentFilter } from "@/lib/payments/schemas";
import { type Address, textOf } from "../../_components/read-list";

export const PAYMENTS_PATH = "/staff/payments";

const NO_FILTER = PaymentFilter.parse({});
const NO_CONDITION = new Set(["sort", "group", "match", "cursor", "limit", "on"]);

type Money = { currency: string; locale: string };

/** The filter in the address bar. A part that is not valid is left out and named, instead of failing the page. */
export function readAddress(address: Address, money: Money): { filter: PaymentFilter; wrong: string[] } {
  const texts = Object.fromEntries(Object.entries(address).map(([name, value]) => [name, textOf(value)]));
  const given: Record<string, unknown> = Object.fromEntries(
    Object.entries(gatherCustomFields(texts)).filter(([, value]) => value !== ""),
  );
  const wrong = readAmounts(given, money);
  const parsed = PaymentFilter.safeParse(given);
  if (parsed.success) return { filter: parsed.data, wrong };
  const refused = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  const rest = PaymentFilter.safeParse(
    Object.fromEntries(Object.entries(given).filter(([name]) => !refused.has(name))),
  );
  return { filter: rest.data ?? NO_FILTER, wrong: [...wrong, ...refused] };
}

/**
 * The form asks for amounts as its reader writes them ("min=1,250.00", in French "min=1 250,00"); the address keeps bounds in cents, and
 * the exact amount as every search reads it ("1250.00"). What is no amount is left out and named.
 */
function readAmounts(given: Record<string, unknown>, { currency, locale }: Money): string[] {
  return (["amount", "min", "max"] as const).filter((name) => {
    const text = given[name];
    if (typeof text !== "string") return false;
    delete given[name];
    const read = parseMoney(text, { currency, locale });
    if (read.ok && name === "amount") given.amount = formatDecimal(read.amountCents, currency);
    else if (read.ok) given[`${name}Cents`] = String(read.amountCents);
    return !read.ok;
  });
}

/** The exact amount that a filter asks for; null when it asks for none. */
export function exactCentsOf({ amount }: PaymentFilter, currency: string): number | null {
  const read = parseMoney(amount, { currency, locale: "en" });
  return read.ok ? read.amountCents : null;
}

/** Whether the filter asks for fewer than all payments. */
export function isFiltered(filter: PaymentFilter): boolean {
  return [...queryOfFilter(filter).keys()].some((name) => !NO_CONDITION.has(name));
}

/** The filter as the shortest address that gives it again; without a place in the list. */
export function queryOfFilter(filter: PaymentFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (name === "cursor" || name === "limit" || name === "customFields") continue;
    const text = Array.isArray(value) ? value.join(",") : String(value ?? "");
    const usual = NO_FILTER[name as keyof PaymentFilter];
    const usualText = Array.isArray(usual) ? usual.join(",") : String(usual ?? "");
    if (text !== usualText) query.set(name, text);
  }
  for (const [id, value] of Object.entries(filter.customFields)) query.set(`cf.${id}`, value);
  return query;
}

/** The list under a changed filter, with the same view open; a change begins at the first page. */
export function addressOf(
  filter: PaymentFilter,
  marks: Readonly<Record<string, string>>,
  change: Partial<PaymentFilter> = {},
): string {
  const query = queryOfFilter({ ...filter, ...change });
  // The order of the user may differ from the list's own, so that one that was asked for stands in the address.
  if (change.sort) query.set("sort", change.sort);
  for (const [name, value] of Object.entries(marks)) query.set(name, value);
  if (change.cursor) query.set("cursor", change.cursor);
  return query.size > 0 ? `${PAYMENTS_PATH}?${query}` : PAYMENTS_PATH;
}
