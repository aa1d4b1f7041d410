import { and, eq, inArray, isNull } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { postings } from "@/db/schema/postings";
import { listPostingAccounts } from "@/lib/connect-settings/queries";
import type { ItemRef, ReadItem } from "@/lib/matter-systems/model";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { idOfItem } from "@/lib/matter-systems/rules";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { confirmRecords } from "./confirm-records";
import type { Scales } from "./weigh-records";

/** How many items a matter system is asked for at once. */
const AT_ONCE = 500;

/**
 * Items as they stand in the matter system now, by `idOfItem`; absent ones null. What it has taken in of earlier files is marked first: else a balance that is lowered
 * already would be lowered again. Calls go over the line; no transaction is open. @throws AppError upstream_unavailable
 */
export async function readItemsNow(
  ctx: Ctx,
  system: MatterSystem,
  connectionId: string,
  refs: readonly ItemRef[],
): Promise<Map<string, ReadItem | null>> {
  const wanted = [...new Map(refs.map((ref) => [idOfItem(ref), ref])).values()];
  const sent = await inFirm(ctx, (tx) => listUnconfirmed(ctx, tx, connectionId, wanted));
  if (sent.length > 0) await confirmRecords(ctx, system, sent);
  const items = new Map<string, ReadItem | null>(wanted.map((ref) => [idOfItem(ref), null]));
  for (let from = 0; from < wanted.length; from += AT_ONCE)
    for (const item of await system.readItems(wanted.slice(from, from + AT_ONCE))) items.set(idOfItem(item), item);
  return items;
}

async function listUnconfirmed(ctx: Ctx, tx: Tx, connectionId: string, refs: readonly ItemRef[]): Promise<string[]> {
  if (refs.length === 0) return [];
  const rows = await tx
    .select({ number: postings.number })
    .from(postings)
    .where(
      and(
        eq(postings.firmId, ctx.firmId),
        eq(postings.connectionId, connectionId),
        eq(postings.state, "posted"),
        isNull(postings.confirmedAt),
        inArray(
          postings.itemKey,
          refs.map(({ key }) => key),
        ),
      ),
    );
  return rows.map(({ number }) => number);
}

/** What the firm's accounts are called here and there. */
export async function loadScales(ctx: Ctx, tx: Tx, connectionId: string, items: Scales["items"]): Promise<Scales> {
  const mapped = await listPostingAccounts(ctx, tx, connectionId);
  const named = await tx
    .select({ id: merchantAccounts.id, name: merchantAccounts.name })
    .from(merchantAccounts)
    .where(eq(merchantAccounts.firmId, ctx.firmId));
  return {
    connectionId,
    items,
    accounts: new Map(mapped.map((account) => [account.accountId, account])),
    accountNames: new Map(named.map(({ id, name }) => [id, name])),
  };
}
