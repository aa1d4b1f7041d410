import { listPayersOfItems } from "@/lib/associations/queries";
import { openAccounts } from "@/lib/carts/open-accounts";
import { readCart } from "@/lib/carts/read-cart";
import { getConnectSettings } from "@/lib/connect-settings/queries";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { listEntryAccounts } from "@/lib/payment-forms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { requireDraft } from "./internal/drafts";
import { listPartOutcomes } from "./internal/part-outcomes";
import { openPartsOf } from "./internal/place";
import { planDraft } from "./internal/plan";
import type { OfferedPayer, PayStep } from "./model";

/** What the last step shows before anything is charged or sent. Asks nobody outside. @throws AppError forbidden, not_found */
export async function getPayStep(ctx: Ctx, draftId: string): Promise<PayStep> {
  requirePermission(ctx, "connect.pay");
  const step = await inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const draft = await requireDraft(ctx, tx, draftId);
    const plan = await planDraft(ctx, tx, draft);
    const openParts = await openPartsOf(ctx, tx, draft);
    const used = new Set(openParts.map(({ accountId }) => accountId));
    const accounts = (await listEntryAccounts(ctx, tx)).filter(({ id }) => used.has(id));
    const standing = draft.cartId === null ? [] : await listPartOutcomes(ctx, tx, draft.cartId);
    const cart = draft.cartId === null ? null : (await readCart(ctx, draft.cartId, { tx })).cart;
    const payer = cart && { id: cart.payerId, name: cart.payerName, receiptEmails: cart.receiptEmails };
    const { linkLifeHours } = await getConnectSettings(ctx, tx);
    const offeredPayers = await listOfferedPayers(ctx, tx, draft);
    return { draft, plan, openParts, accounts, standing, payer, offeredPayers, linkLifeHours };
  });
  const { areOne } = await openAccounts(
    ctx,
    step.accounts.map(({ id }) => id),
  );
  const groups: string[][] = [];
  for (const { id } of step.accounts) {
    const group = groups.find(([first = ""]) => areOne([first, id]));
    if (group) group.push(id);
    else groups.push([id]);
  }
  return { ...step, groups };
}

/** More are found by their name. */
const MOST_OFFERED = 6;

/** Who holds a part only is offered where nobody holds all. */
async function listOfferedPayers(ctx: Ctx, tx: Tx, { lines }: PayStep["draft"]): Promise<OfferedPayer[]> {
  const items = lines.filter(({ amountCents }) => (amountCents ?? 0) > 0).map(({ item }) => item);
  const holders = await listPayersOfItems(ctx, tx, items);
  const ofAll = holders.filter((payer) => payer.items === items.length);
  return (ofAll.length > 0 ? ofAll : holders)
    .slice(0, MOST_OFFERED)
    .map(({ payerId, name, emails }) => ({ payerId, name, emails, isOfAll: ofAll.length > 0 }));
}
