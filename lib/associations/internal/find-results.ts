import { matterSystemOf } from "@/lib/connections/call-matter-system";
import type { ConnectionInUse } from "@/lib/connections/model";
import type { ItemSearch, OpenItem } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import { type AssociationResult, LEVEL_OF_SEARCH, MOST_RESULTS } from "../model";
import { resultsOf } from "../rules";
import type { AssociationSearch } from "../schemas";
import { readPages } from "./read-pages";

/** Items that are read for one search: many may be of one client. */
const MOST_ITEMS = 2_000;

type Existing = Parameters<typeof resultsOf>[2];

/**
 * What the matter system has under a search, each client, matter or invoice once. The port shows open items only: a client is found by
 * an open invoice or a trust ledger.
 * @throws AppError upstream_unavailable
 */
export async function findResults(
  ctx: Ctx,
  connection: ConnectionInUse,
  { by, query }: Pick<AssociationSearch, "by" | "query">,
  existing: Existing,
): Promise<{ results: AssociationResult[]; hasMore: boolean }> {
  const system = matterSystemOf(ctx, connection.id);
  const level = LEVEL_OF_SEARCH[by];
  const search = { by, query, match: "contains" } satisfies Omit<ItemSearch, "cursor" | "limit">;
  const invoices = await readPages((place) => system.searchInvoices({ ...search, ...place }), MOST_ITEMS);
  const ledgers =
    level === "invoice"
      ? { items: [] as OpenItem[], hasMore: false }
      : await readPages((place) => system.searchTrustLedgers({ ...search, ...place }), MOST_ITEMS);
  const results = resultsOf(level, [...invoices.items, ...ledgers.items], existing);
  const hasMore = invoices.hasMore || ledgers.hasMore || results.length > MOST_RESULTS;
  return { results: results.slice(0, MOST_RESULTS), hasMore };
}
