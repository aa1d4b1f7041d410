import { PostingFilter } from "@/lib/postings/schemas";
import type { Address } from "../../../_components/read-list";

export const POSTINGS_PATH = "/staff/connect/postings";

/** A part that is not valid is left out instead of failing the page. */
export function readPostingFilter(address: Address): PostingFilter {
  const parts = ["view", "q", "sort", "cursor"] as const;
  const valid = parts.flatMap((name) => {
    const value = Array.isArray(address[name]) ? address[name][0] : address[name];
    return PostingFilter.shape[name].safeParse(value).success && value !== undefined ? [[name, value] as const] : [];
  });
  return PostingFilter.parse(Object.fromEntries(valid));
}

/** What is asked, without a place in the list; also the query of its file. */
export function postingQueryOf({ view, q, sort }: PostingFilter): string {
  return new URLSearchParams({ view, ...(q && { q }), ...(sort !== "-date" && { sort }) }).toString();
}

/** The address under a changed filter; a change begins at the first page. */
export function postingAddressOf(filter: PostingFilter, change: Partial<PostingFilter> = {}): string {
  const next = { ...filter, cursor: null, ...change };
  const query = new URLSearchParams(postingQueryOf(next));
  // The order of the user may differ from the list's own, so that one that was asked for stands in the address.
  if (change.sort) query.set("sort", change.sort);
  if (next.cursor) query.set("cursor", next.cursor);
  return `${POSTINGS_PATH}?${query}`;
}
