import { and, eq } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { getFirm } from "@/lib/firms/queries";
import { checkAcceptedKind } from "@/lib/merchant-accounts/check-accepted-kind";
import { keepDebitAuthorization } from "@/lib/payments/write-debit-authorization";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { CartMethod, CartPart } from "../model";
import { keyOfPart } from "../rules";

/** The words by which the payer let each part be charged, by the part's key; "" for a card. */
export type LeaveOfParts = ReadonlyMap<string, string>;

type WriteLeave = (part: CartPart) => string;

/**
 * Whether every open part may be paid so, asked before the first is charged: a no to the second must not come after money was taken.
 * @throws AppError refused (method_not_accepted, authorization_missing, method_not_active)
 */
export async function allowParts(
  ctx: Ctx,
  parts: readonly CartPart[],
  method: CartMethod,
  writeLeave?: WriteLeave,
): Promise<LeaveOfParts> {
  return inFirm(ctx, async (tx) => {
    const firm = await getFirm(ctx, tx);
    const leaves = new Map<string, string>();
    for (const part of parts) {
      const kind = method.kind === "typed" ? method.methodKind : await kindOfSaved(ctx, tx, method, part.accountId);
      if (kind === null) continue;
      await checkAcceptedKind(ctx, tx, part.accountId, kind);
      // A typed card is charged in the payer's hearing: nothing is written down of it.
      const isSilent = method.kind === "typed" && kind === "card";
      if (writeLeave) leaves.set(keyOfPart(part), isSilent ? "" : writeLeave(part));
      else if (method.kind === "typed")
        leaves.set(keyOfPart(part), keepDebitAuthorization(ctx, method, { ...part, firm }));
    }
    return leaves;
  });
}

type Saved = Extract<CartMethod, { kind: "saved" }>;

/** Null where none was given for the part's account: it is not charged. */
async function kindOfSaved(ctx: Ctx, tx: Tx, { methods }: Saved, accountId: string): Promise<"card" | "echeck" | null> {
  const id = methods[accountId]?.savedMethodId;
  if (!id) return null;
  const rows = await tx
    .select({ kind: paymentMethods.kind })
    .from(paymentMethods)
    .where(and(eq(paymentMethods.firmId, ctx.firmId), eq(paymentMethods.id, id)));
  const kind = rows[0]?.kind;
  if (!kind) throw new AppError("refused", { reason: "method_not_active" });
  return kind;
}
