import { AuditFilter } from "@/lib/audit/schemas";
import { type Address, textOf } from "../../../_components/read-list";

export const AUDIT_PATH = "/staff/settings/audit";

const NO_FILTER = AuditFilter.parse({});
const ASKED = ["from", "to", "by", "action", "q", "sort"] as const;

/** A part that is not valid is left out instead of failing the page. */
export function readAuditFilter(address: Address): AuditFilter {
  const parts = [...ASKED, "cursor"].map((name) => [name, textOf(address[name])] as const);
  return AuditFilter.parse(Object.fromEntries(parts.filter(([, text]) => text !== "")));
}

/** What is asked, without a place in the list. */
export function auditQueryOf(filter: AuditFilter): string {
  const query = new URLSearchParams();
  for (const name of ASKED) if (filter[name] !== NO_FILTER[name]) query.set(name, filter[name]);
  return query.toString();
}

/** Whether anything but the order is asked for. */
export function isFiltered(filter: AuditFilter): boolean {
  return ASKED.some((name) => name !== "sort" && filter[name] !== "");
}

/** The address of the log under a changed filter, with the same view open; a change begins at the first page. */
export function auditAddressOf(
  filter: AuditFilter,
  change: Partial<AuditFilter> = {},
  marks: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(auditQueryOf({ ...filter, ...change }));
  for (const [name, value] of Object.entries(marks)) query.set(name, value);
  // The order of the user may differ from the list's own, so that one that was asked for stands in the address.
  if (change.sort) query.set("sort", change.sort);
  if (change.cursor) query.set("cursor", change.cursor);
  return query.size > 0 ? `${AUDIT_PATH}?${query}` : AUDIT_PATH;
}
