import type { TrustMatterKey } from "@/lib/trust/model";
import { MatterKey, TrustFilter } from "@/lib/trust/schemas";

type Search = Record<string, string | string[] | undefined>;

export const TRUST_PATH = "/staff/payments/trust";

/** The filter as it stands in the address bar; a part that cannot be read counts as not asked for. */
export function readFilter(search: Search): TrustFilter {
  const given = Object.entries({ ...search, all: search.all === "1" }).filter(
    ([name, value]) => isPart(name) && TrustFilter.shape[name].safeParse(value).success,
  );
  return TrustFilter.parse(Object.fromEntries(given));
}

function isPart(name: string): name is (typeof PARTS)[number] {
  return (PARTS as readonly string[]).includes(name);
}

const PARTS = ["q", "account", "all", "sort", "cursor"] as const;

/** What is asked, without a place in the list. */
export function trustQueryOf({ q, account, all, sort }: TrustFilter): string {
  return new URLSearchParams({
    ...(q && { q }),
    ...(account && { account }),
    ...(all && { all: "1" }),
    ...(sort !== "client" && { sort }),
  }).toString();
}

/** The address under a changed filter; a change begins at the first page. */
export function addressOf(filter: TrustFilter, change: Partial<TrustFilter> = {}): string {
  const query = new URLSearchParams(trustQueryOf({ ...filter, ...change }));
  // The order of the user may differ from the list's own, so that one that was asked for stands in the address.
  if (change.sort) query.set("sort", change.sort);
  if (change.cursor) query.set("cursor", change.cursor);
  return query.size > 0 ? `${TRUST_PATH}?${query}` : TRUST_PATH;
}

/** The matter whose ledger is asked for; null for the list of all. */
export function readMatter(search: Search): TrustMatterKey | null {
  const read = MatterKey.safeParse(search);
  if (!read.success) return null;
  const { account, client, matter } = read.data;
  return { accountId: account, clientRef: client, matterRef: matter };
}

export function matterAddress({ accountId, clientRef, matterRef }: TrustMatterKey): string {
  return `${TRUST_PATH}?${new URLSearchParams({ account: accountId, client: clientRef, matter: matterRef })}`;
}
