import { LINK_STATUSES, type LinkStatus } from "@/lib/pay-links/model";

export type Address = Record<string, string | string[] | undefined>;

/** What stands in the address bar. At most one of the two cursors. */
export type SentFilter = { status: LinkStatus | "all"; q: string; older: string; newer: string };

export const SENT_VIEWS = [...LINK_STATUSES, "all"] as const;

export type SentCounts = Record<(typeof SENT_VIEWS)[number], number>;

/** A part that is not valid is left out instead of failing the page; without a status it opens on the outstanding links. */
export function readSentFilter(address: Address): SentFilter {
  const status = SENT_VIEWS.find((view) => view === textOf(address.status)) ?? "outstanding";
  const newer = textOf(address.newer);
  return { status, q: textOf(address.q).trim().slice(0, 120), newer, older: newer ? "" : textOf(address.older) };
}

/** The address of the list under a changed filter; a change begins at the first page. */
export function sentAddressOf(filter: SentFilter, change: Partial<SentFilter> = {}): string {
  const next = { ...filter, older: "", newer: "", ...change };
  const query = new URLSearchParams({ status: next.status });
  if (next.q) query.set("q", next.q);
  if (next.older) query.set("older", next.older);
  if (next.newer) query.set("newer", next.newer);
  return `/staff/send/sent?${query}`;
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
