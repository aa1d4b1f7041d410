import type { TrustMatterKey } from "@/lib/trust/model";
import { MatterKey, TrustFilter } from "@/lib/trust/schemas";

type Search = Record<string, string | string[] | undefined>;

/** The filter as it stands in the address bar; what cannot be read counts as not asked for. */
export function readFilter(search: Search): TrustFilter {
  const one = (name: string) => (typeof search[name] === "string" ? search[name] : undefined);
  const read = TrustFilter.safeParse({
    q: one("q"),
    account: one("account"),
    all: one("all") === "1",
    after: one("after"),
  });
  return read.success ? read.data : TrustFilter.parse({});
}

export function addressOf({ q, account, all }: TrustFilter, after: string | null = null): string {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  if (account) query.set("account", account);
  if (all) query.set("all", "1");
  if (after) query.set("after", after);
  return query.size > 0 ? `/staff/payments/trust?${query}` : "/staff/payments/trust";
}

/** The matter whose ledger is asked for; null for the list of all. */
export function readMatter(search: Search): TrustMatterKey | null {
  const read = MatterKey.safeParse(search);
  if (!read.success) return null;
  const { account, client, matter } = read.data;
  return { accountId: account, clientRef: client, matterRef: matter };
}

export function matterAddress({ accountId, clientRef, matterRef }: TrustMatterKey): string {
  return `/staff/payments/trust?${new URLSearchParams({ account: accountId, client: clientRef, matter: matterRef })}`;
}
