import { payers } from "@/db/schema/payers";
import { obligationOfPart } from "@/lib/carts/rules";
import { openChargeableMethod } from "@/lib/methods/open-chargeable-method";
import { payerIs } from "@/lib/payers/lock-payer";
import type { LikelyDuplicate } from "@/lib/payment-forms/model";
import { findLikelyDuplicate } from "@/lib/payments/find-likely-duplicate";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { ConnectDraft } from "../model";
import type { PayDraftInput } from "../schemas";
import { openPartsOf } from "./place";

/** A payment of minutes ago that a part of this one may repeat, and that nobody has said to be another; null when there is none. */
export async function findDuplicate(
  ctx: Ctx,
  draft: ConnectDraft,
  input: PayDraftInput,
): Promise<LikelyDuplicate | null> {
  return inFirm(ctx, async (tx) => {
    const { payerId, methodKind, methodIds, methodLast4, acknowledgedPaymentIds } = input;
    const rows = payerId === "" ? [] : await tx.select({ name: payers.name }).from(payers).where(payerIs(ctx, payerId));
    const payerName = rows[0]?.name ?? input.payerName;
    for (const part of await openPartsOf(ctx, tx, draft)) {
      const methodId = methodKind === "saved" ? methodIds[part.accountId] : undefined;
      const last4 = methodId ? (await openChargeableMethod(ctx, tx, methodId)).last4 : methodLast4;
      const { amountCents, currency } = part;
      const found = await findLikelyDuplicate(
        ctx,
        tx,
        // Parts of one cart may be of the same amount.
        { obligation: obligationOfPart(draft.cartId ?? "", part), payerId, payerName, last4, amountCents, currency },
        { cartId: draft.cartId, paymentIds: acknowledgedPaymentIds },
      );
      if (found) return found;
    }
    return null;
  });
}
