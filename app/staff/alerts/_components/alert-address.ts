import type { AlertFilter } from "@/lib/alerts/schemas";

/** The address of a view of the list, from a cursor on. */
export function alertAddressOf(view: AlertFilter["view"], cursor?: string): string {
  const query = new URLSearchParams({ ...(view === "open" ? {} : { view }), ...(cursor ? { cursor } : {}) });
  return query.size > 0 ? `/staff/alerts?${query}` : "/staff/alerts";
}
