export type Address = Record<string, string | string[] | undefined>;

/** What stands in the address bar. */
export type PayersFilter = { q: string; cursor: string };

export function readPayerFilter(address: Address): PayersFilter {
  return { q: textOf(address.q).trim().slice(0, 120), cursor: textOf(address.cursor).slice(0, 200) };
}

export const PAYERS_PATH = "/staff/payers";

/** What is asked, without a place in the list. */
export function payersQueryOf({ q }: PayersFilter): string {
  return new URLSearchParams(q ? { q } : {}).toString();
}

/** The address of the list under a changed filter, with the same view open; a change begins at the first page. */
export function payersAddressOf(
  filter: PayersFilter,
  change: Partial<PayersFilter> = {},
  marks: Readonly<Record<string, string>> = {},
): string {
  const next = { ...filter, cursor: "", ...change };
  const query = new URLSearchParams(payersQueryOf(next));
  for (const [name, value] of Object.entries(marks)) query.set(name, value);
  if (next.cursor) query.set("cursor", next.cursor);
  return query.size > 0 ? `${PAYERS_PATH}?${query}` : PAYERS_PATH;
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
