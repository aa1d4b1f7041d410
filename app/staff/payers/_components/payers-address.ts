import { PayerFilter } from "@/lib/payers/schemas";
import { type Address, textOf } from "../../_components/read-list";

/** What stands in the address bar. */
export type PayersFilter = Pick<PayerFilter, "q" | "autoPay" | "sort"> & { cursor: string };

/** A part that is not valid is left out instead of failing the page. */
export function readPayerFilter(address: Address): PayersFilter {
  const sort = PayerFilter.shape.sort.safeParse(textOf(address.sort));
  return {
    q: textOf(address.q).trim().slice(0, 120),
    autoPay: textOf(address.autoPay) === "30" ? "30" : "",
    sort: sort.success ? sort.data : "name",
    cursor: textOf(address.cursor).slice(0, 2_000),
  };
}

export const PAYERS_PATH = "/staff/payers";

/** What is asked, without a place in the list. */
export function payersQueryOf({ q, autoPay, sort }: PayersFilter): string {
  return new URLSearchParams({
    ...(q && { q }),
    ...(autoPay && { autoPay }),
    ...(sort !== "name" && { sort }),
  }).toString();
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
  // The order of the user may differ from the list's own, so that one that was asked for stands in the address.
  if (change.sort) query.set("sort", change.sort);
  if (next.cursor) query.set("cursor", next.cursor);
  return query.size > 0 ? `${PAYERS_PATH}?${query}` : PAYERS_PATH;
}
