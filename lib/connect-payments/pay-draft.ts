import { payCart } from "@/lib/carts/pay-cart";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { answerOf } from "./internal/answer";
import { holdsAny, requireDraft } from "./internal/drafts";
import { findDuplicate } from "./internal/duplicate";
import { openMeans, quoteMeans } from "./internal/means";
import { openPartsOf, placeDraftCart } from "./internal/place";
import { findBalanceChanges } from "./internal/read-live";
import { refreshItems } from "./internal/refresh-items";
import { makeTerms } from "./internal/terms";
import type { ConnectDraft, DraftLine, PayAnswer } from "./model";
import type { PayDraftInput } from "./schemas";

/**
 * Charges what is allocated: trust money matter by matter, then the invoices. However often it is pressed, it is one set of payments; a
 * part that has a definite no is tried again alone. Balances are read anew first: one that is not as it was seen charges nothing. What
 * looks like the same payment minutes ago is asked about.
 * @throws AppError forbidden, not_found, invalid_input, refused (draft_sent, draft_left, nothing_allocated, method_*, surcharge_unseen,
 * surcharge_changed), conflict (draft_changed, balance_taken), money_frozen, upstream_unavailable (connector_*, or the gateway)
 */
export async function payDraft(ctx: Ctx, input: PayDraftInput): Promise<PayAnswer> {
  requirePermission(ctx, "connect.pay");
  if (input.savePayer && input.payerId === "") requirePermission(ctx, "payers.manage");
  const { draft, isOver, lines } = await look(ctx, input.draftId);
  if (isOver) return { kind: "done" };
  const { changes, unconfirmed, moved } = await findBalanceChanges(ctx, draft.connectionId, lines);
  await refreshItems(ctx, draft.id, moved);
  if (changes.length > 0) return { kind: "changed", changes };
  const duplicate = await findDuplicate(ctx, draft, input);
  if (duplicate) return { kind: "duplicate", duplicate };
  // Only the gateway knows these, and no call to it may happen inside a claim.
  const quote = await quoteMeans(ctx, draft, input);
  const placed = await placeDraftCart(ctx, draft, input);
  const means = await openMeans(ctx, placed.cart, input);
  const paid = { draftId: draft.id, cart: placed.cart, input, quote, last4: means.last4, unconfirmed };
  const terms = await makeTerms(ctx, paid);
  try {
    return answerOf(await payCart(ctx, { cartId: placed.cart.id, method: means.method, terms }));
  } catch (error) {
    if (error instanceof AppError && error.reason === "balance_taken") return answerTaken(ctx, input.draftId, error);
    throw error;
  }
}

/** Somebody else began to pay one of the invoices since they were looked at: the new balances, or what was taken before that. */
async function answerTaken(ctx: Ctx, draftId: string, taken: AppError): Promise<PayAnswer> {
  const { draft, lines } = await look(ctx, draftId);
  if (await inFirm(ctx, (tx) => holdsAny(ctx, tx, draft))) return { kind: "done" };
  const { changes } = await findBalanceChanges(ctx, draft.connectionId, lines);
  // Theirs came to nothing meanwhile.
  if (changes.length === 0) throw taken;
  return { kind: "changed", changes };
}

type Look = {
  draft: ConnectDraft;
  /** Nothing is left to charge. */
  isOver: boolean;
  /** Lines of the parts that are left. */
  lines: readonly DraftLine[];
};

async function look(ctx: Ctx, draftId: string): Promise<Look> {
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const draft = await requireDraft(ctx, tx, draftId);
    if (draft.status === "links") throw new AppError("refused", { reason: "draft_sent" });
    if (draft.status === "left") throw new AppError("refused", { reason: "draft_left" });
    const isPlaced = draft.status === "entry" && (await holdsAny(ctx, tx, draft));
    const parts = await openPartsOf(ctx, tx, draft);
    return { draft, isOver: isPlaced && parts.length === 0, lines: parts.flatMap((part) => part.lines) };
  });
}
