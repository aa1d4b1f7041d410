import { findAsked } from "@/lib/allocations/find-asked";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { idOfItem } from "@/lib/matter-systems/rules";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { sumUnconfirmed } from "@/lib/postings/queries";
import type { Permission } from "@/lib/staff/model";
import { holdsPermission } from "@/lib/staff/rules";
import { requireSystem } from "./internal/use-system";
import { type FoundItems, SEARCH_PAGE } from "./model";
import { openCentsOf } from "./rules";
import type { ItemSearchInput } from "./schemas";

/** Who looks for items: to pay them, to put a posting record on another one, to bind a payer to them. */
const SEARCHERS: readonly Permission[] = ["connect.pay", "postings.manage", "payers.manage"];

/**
 * Open invoices or trust ledgers of the matter system in use, oldest first, a page at a time.
 * @throws AppError forbidden, not_found (connect_off), refused (no_matter_system), upstream_unavailable (connector_*)
 */
export async function searchItems(
  ctx: Ctx,
  { kind, limit = SEARCH_PAGE, ...search }: ItemSearchInput,
): Promise<FoundItems> {
  if (!SEARCHERS.some((permission) => holdsPermission(ctx.actor, permission))) requirePermission(ctx, "connect.pay");
  const { connectionId } = await inFirm(ctx, (tx) => requireSystem(ctx, tx));
  const system = matterSystemOf(ctx, connectionId);
  const question = { ...search, limit };
  const page = kind === "invoice" ? await system.searchInvoices(question) : await system.searchTrustLedgers(question);
  const [unconfirmed, asked] = await inFirm(ctx, async (tx) => [
    await sumUnconfirmed(ctx, tx, connectionId, page.items),
    await findAsked(ctx, tx, connectionId, page.items),
  ]);
  const items = page.items.map((item) => {
    const unconfirmedCents = unconfirmed.get(idOfItem(item)) ?? 0;
    const askedCents = asked.get(idOfItem(item)) ?? 0;
    return { ...item, unconfirmedCents, askedCents, openCents: openCentsOf(item, unconfirmedCents) };
  });
  return { items, nextCursor: page.nextCursor };
}
