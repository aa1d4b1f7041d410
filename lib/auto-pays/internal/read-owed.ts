import type { OwedItem } from "@/lib/associations/model";
import { readInvoicesNow, readOpenItems } from "@/lib/associations/read-open-items";
import { owedItemsOf, questionsOf } from "@/lib/associations/rules";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import type { OpenItem } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { sumUnconfirmed } from "@/lib/postings/queries";
import type { EnrolledAssociation } from "./load";

/** What is owed under some associations at one moment. */
export type Owed = {
  items: OwedItem[];
  /** The same as the matter system gave them, by key. */
  found: ReadonlyMap<string, OpenItem>;
  /** What was on its way to each when it was looked at, by `idOfItem`. */
  unconfirmed: ReadonlyMap<string, number>;
  hasMore: boolean;
  /** When the balances were asked for. */
  readAt: Date;
};

/**
 * Asks the matter system, outside any transaction. First which invoices there are, then what is on its way to them, then their balances: what
 * is confirmed in between has lowered its balance already, so that less is shown as owed and never more.
 * @throws AppError upstream_unavailable
 */
export async function readOwed(
  ctx: Ctx,
  connectionId: string,
  enrolled: readonly EnrolledAssociation[],
): Promise<Owed> {
  const system = matterSystemOf(ctx, connectionId);
  const { items: named, hasMore } = await readOpenItems(system, questionsOf(enrolled));
  const refs = [...new Map(named.map(({ kind, key }) => [key, { kind, key }])).values()];
  const unconfirmed = await inFirm(ctx, (tx) => sumUnconfirmed(ctx, tx, connectionId, refs));
  const readAt = ctx.clock.now();
  const now = await readInvoicesNow(
    system,
    refs.map(({ key }) => key),
  );
  return {
    items: owedItemsOf(now, enrolled, unconfirmed),
    found: new Map(now.map((item) => [item.key, item])),
    ...{ unconfirmed, hasMore, readAt },
  };
}
