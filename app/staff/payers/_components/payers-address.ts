export type Address = Record<string, string | string[] | undefined>;

/** What stands in the address bar. */
export type PayersFilter = { q: string; cursor: string };

export function readPayerFilter(address: Address): PayersFilter {
  return { q: textOf(address.q).trim().slice(0, 120), cursor: textOf(address.cursor).slice(0, 200) };
}

/** The address of the list under a changed filter; a change begins at the first page. */
export function payersAddressOf(filter: PayersFilter, change: Partial<PayersFilter> = {}): string {
  const next = { ...filter, cursor: "", ...change };
  const query = new URLSearchParams();
  if (next.q) query.set("q", next.q);
  if (next.cursor) query.set("cursor", next.cursor);
  const text = query.toString();
  return text ? `/staff/payers?${text}` : "/staff/payers";
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
