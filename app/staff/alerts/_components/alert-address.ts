import { AlertFilter } from "@/lib/alerts/schemas";
import { type Address, textOf } from "../../_components/read-list";

export const ALERTS_PATH = "/staff/alerts";

const NO_FILTER = AlertFilter.parse({});

/** A part that is not valid is left out instead of failing the page. An address that somebody kept may say "view=closed". */
export function readAlertFilter(address: Address): AlertFilter {
  const named: Address = { ...address, status: textOf(address.status) || textOf(address.view) };
  const parts = (["status", "kind", "q", "sort", "cursor"] as const).map(
    (name) => [name, textOf(named[name])] as const,
  );
  return AlertFilter.parse(Object.fromEntries(parts.filter(([, text]) => text !== "")));
}

/** Whether the list is narrowed within its view. */
export function isNarrowed({ kind, q }: AlertFilter): boolean {
  return kind !== "" || q !== "";
}

/** What is asked, without a place in the list. */
export function alertQueryOf(filter: AlertFilter): string {
  const query = new URLSearchParams();
  for (const name of ["status", "kind", "q", "sort"] as const)
    if (filter[name] !== NO_FILTER[name]) query.set(name, filter[name]);
  return query.toString();
}

/** The address of the list under a changed filter, with the same view open; a change begins at the first page. */
export function alertAddressOf(
  filter: AlertFilter,
  change: Partial<AlertFilter> = {},
  marks: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(alertQueryOf({ ...filter, ...change }));
  for (const [name, value] of Object.entries(marks)) query.set(name, value);
  // The order of the user may differ from the list's own, so that one that was asked for stands in the address.
  if (change.sort) query.set("sort", change.sort);
  if (change.cursor) query.set("cursor", change.cursor);
  return query.size > 0 ? `${ALERTS_PATH}?${query}` : ALERTS_PATH;
}
