import { PaymentFilter } from "@/lib/payments/schemas";

type Address = Record<string, string | string[] | undefined>;

/** The filter in the address bar. A part that is not valid is left out instead of failing the page. */
export function readFilter(address: Address): PaymentFilter {
  const given = Object.fromEntries(
    Object.entries(address).map(([key, value]) => [key, Array.isArray(value) ? value.join(",") : value]),
  );
  const parsed = PaymentFilter.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  return PaymentFilter.parse(Object.fromEntries(Object.entries(given).filter(([key]) => !wrong.has(key))));
}

export function isFiltered(filter: PaymentFilter): boolean {
  const { q, status, source, account, from, to } = filter;
  return q !== "" || status.length > 0 || source.length > 0 || account !== "" || from !== "" || to !== "";
}

/** The address of the list under a changed filter; a change begins at the first page. */
export function addressOf(filter: PaymentFilter, change: Partial<PaymentFilter> = {}): string {
  const next = { ...filter, cursor: null, ...change };
  const query = new URLSearchParams();
  if (next.q) query.set("q", next.q);
  if (next.status.length > 0) query.set("status", next.status.join(","));
  if (next.source.length > 0) query.set("source", next.source.join(","));
  if (next.account) query.set("account", next.account);
  if (next.from) query.set("from", next.from);
  if (next.to) query.set("to", next.to);
  if (next.cursor) query.set("cursor", next.cursor);
  const text = query.toString();
  return text ? `/staff/payments?${text}` : "/staff/payments";
}
