import { UserFilter } from "@/lib/staff/schemas";
import { type Address, textOf } from "../../_components/read-list";

export const USERS_PATH = "/staff/users";

const NO_FILTER = UserFilter.parse({});

/** A part that is not valid is left out instead of failing the page. */
export function readUserFilter(address: Address): UserFilter {
  const parts = ["state", "q", "sort", "cursor"].map((name) => [name, textOf(address[name])] as const);
  return UserFilter.parse(Object.fromEntries(parts.filter(([, text]) => text !== "")));
}

/** What is asked, without a place in the list. */
export function userQueryOf(filter: UserFilter): string {
  const query = new URLSearchParams();
  for (const name of ["state", "q", "sort"] as const)
    if (filter[name] !== NO_FILTER[name]) query.set(name, filter[name]);
  return query.toString();
}

/** The address of the list under a changed filter, with the same view open; a change begins at the first page. */
export function userAddressOf(
  filter: UserFilter,
  change: Partial<UserFilter> = {},
  marks: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(userQueryOf({ ...filter, ...change }));
  for (const [name, value] of Object.entries(marks)) query.set(name, value);
  // The order of the user may differ from the list's own, so that one that was asked for stands in the address.
  if (change.sort) query.set("sort", change.sort);
  if (change.cursor) query.set("cursor", change.cursor);
  return query.size > 0 ? `${USERS_PATH}?${query}` : USERS_PATH;
}
