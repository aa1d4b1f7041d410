import { type SortText, sortTextsOf } from "@/lib/lists/rules";
import { LINK_SORTS, type LinkSortId } from "@/lib/pay-links/columns";
import { AGING_BUCKETS, type AgingBucket, LINK_STATUSES, type LinkStatus } from "@/lib/pay-links/model";

export type Address = Record<string, string | string[] | undefined>;

/** What stands in the address bar. */
export type SentFilter = {
  status: LinkStatus | "all";
  q: string;
  due: AgingBucket | "";
  accountKind: "" | "operating" | "trust";
  /** Links that were made together from one file. */
  batch: string;
  sort: SortText<LinkSortId>;
  cursor: string;
};

export const SENT_SORTS = sortTextsOf(LINK_SORTS);

const NARROWING = ["q", "due", "accountKind", "batch"] as const;

export const SENT_VIEWS = [...LINK_STATUSES, "all"] as const;

export type SentCounts = Record<(typeof SENT_VIEWS)[number], number>;

/** A part that is not valid is left out instead of failing the page; without a status it opens on the outstanding links. */
export function readSentFilter(address: Address): SentFilter {
  const status = SENT_VIEWS.find((view) => view === textOf(address.status)) ?? "outstanding";
  return {
    status,
    q: textOf(address.q).trim().slice(0, 120),
    due: AGING_BUCKETS.find((bucket) => bucket === textOf(address.due)) ?? "",
    accountKind: (["operating", "trust"] as const).find((kind) => kind === textOf(address.accountKind)) ?? "",
    batch: /^bat_[0-9a-z]{1,56}$/.test(textOf(address.batch)) ? textOf(address.batch) : "",
    sort: SENT_SORTS.find((sort) => sort === textOf(address.sort)) ?? "-created",
    cursor: textOf(address.cursor).slice(0, 2_000),
  };
}

export const SENT_PATH = "/staff/send/sent";

/** What is asked, without a place in the list. */
export function sentQueryOf(filter: SentFilter): string {
  const query = new URLSearchParams({ status: filter.status });
  for (const name of NARROWING) if (filter[name]) query.set(name, filter[name]);
  if (filter.sort !== "-created") query.set("sort", filter.sort);
  return query.toString();
}

/** The address of the list under a changed filter, with the same view open; a change begins at the first page. */
export function sentAddressOf(
  filter: SentFilter,
  change: Partial<SentFilter> = {},
  marks: Readonly<Record<string, string>> = {},
): string {
  const next = { ...filter, cursor: "", ...change };
  const query = new URLSearchParams(sentQueryOf(next));
  for (const [name, value] of Object.entries(marks)) query.set(name, value);
  // The order of the user may differ from the list's own, so that one that was asked for stands in the address.
  if (change.sort) query.set("sort", change.sort);
  if (next.cursor) query.set("cursor", next.cursor);
  return `${SENT_PATH}?${query}`;
}

/** A change that takes away all that narrows the list within its view. */
export const NOT_NARROWED = { q: "", due: "", accountKind: "", batch: "" } as const;

/** Whether the address narrows the list within its view. */
export function isNarrowed(filter: SentFilter): boolean {
  return NARROWING.some((name) => filter[name] !== "");
}

function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
