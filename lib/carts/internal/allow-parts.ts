import { and, eq } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { getFirm } from "@/lib/firms/queries";
import { checkAcceptedKind } from "@/lib/merchant-accounts/check-accepted-kind";
import { keepDebitAuthorization } from "@/lib/payments/write-debit-authorization";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { CartKind, CartMethod, CartPart } from "../model";

/** The words by which the payer let their bank account be debited for each part; "" for a card and for what is kept. */
export type LeaveOfParts = ReadonlyMap<CartKind, string>;

/**
 * Whether every open part may be paid so, asked before the first is charged: a no to the second must not come after money was taken.
 * @throws AppError refused (method_not_accepted, authorization_missing, method_not_active)
 */
export async function allowParts(ctx: Ctx, parts: readonly CartPart[], method: CartMethod): Promise<LeaveOfParts> {
  return inFirm(ctx, async (tx) => {
    const firm = await getFirm(ctx, tx);
    const leaves = new Map<CartKind, string>();
    for (const part of parts) {
      const kind = method.kind === "typed" ? method.methodKind : await kindOfSaved(ctx, tx, method, part.kind);
      if (kind === null) continue;
      await checkAcceptedKind(ctx, tx, part.accountId, kind);
      if (method.kind === "typed") leaves.set(part.kind, keepDebitAuthorization(ctx, method, { ...part, firm }));
    }
    return leaves;
  });
}

type Saved = Extract<CartMethod, { kind: "saved" }>;

/** Null where none was given for the part: it is not charged. */
async function kindOfSaved(ctx: Ctx, tx: Tx, { methods }: Saved, part: CartKind): Promise<"card" | "echeck" | null> {
  const id = methods[part]?.savedMethodId;
  if (!id) return null;
  const rows = await tx
    .select({ kind: paymentMethods.kind })
    .from(paymentMethods)
    .where(and(eq(paymentMethods.firmId, ctx.firmId), eq(paymentMethods.id, id)));
  const kind = rows[0]?.kind;
  if (!kind) throw new AppError("refused", { reason: "method_not_active" });
  return kind;
}
