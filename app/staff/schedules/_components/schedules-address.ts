import { ScheduleFilter } from "@/lib/schedules/schemas";
import { type Address, textOf } from "../../_components/read-list";

export const SCHEDULES_PATH = "/staff/schedules";

const NO_FILTER = ScheduleFilter.parse({});
const PARTS = ["status", "payer", "plan", "coming", "accountKind", "q", "sort"] as const;

/** A part that is not valid is left out instead of failing the page. */
export function readScheduleFilter(address: Address): ScheduleFilter {
  const parts = [...PARTS, "cursor"].map((name) => [name, textOf(address[name])] as const);
  return ScheduleFilter.parse(Object.fromEntries(parts.filter(([, text]) => text !== "")));
}

/** What is asked, without a place in the list. */
export function scheduleQueryOf(filter: ScheduleFilter): string {
  const query = new URLSearchParams();
  for (const name of PARTS) if (filter[name] !== NO_FILTER[name]) query.set(name, filter[name]);
  return query.toString();
}

/** The address of the list under a changed filter, with the same view open; a change begins at the first page. */
export function scheduleAddressOf(
  filter: ScheduleFilter,
  change: Partial<ScheduleFilter> = {},
  marks: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(scheduleQueryOf({ ...filter, ...change }));
  for (const [name, value] of Object.entries(marks)) query.set(name, value);
  // The order of the user may differ from the list's own, so that one that was asked for stands in the address.
  if (change.sort) query.set("sort", change.sort);
  if (change.cursor) query.set("cursor", change.cursor);
  return query.size > 0 ? `${SCHEDULES_PATH}?${query}` : SCHEDULES_PATH;
}
