import { and, eq } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { appendAudit } from "@/lib/audit/append-audit";
import { lockPayer } from "@/lib/payers/lock-payer";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { methodIs } from "./internal/load";
import type { MethodIdInput } from "./schemas";

/**
 * Makes a method the one that is charged unless another is chosen; the one before is it no more.
 * @throws AppError forbidden, not_found, refused (method_not_active)
 */
export async function setDefaultMethod(ctx: Ctx, input: MethodIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "payers.manage");
  return inFirm(ctx, async (tx) => {
    const rows = await tx.select().from(paymentMethods).where(methodIs(ctx, input.methodId));
    const found = rows[0];
    if (!found) throw new AppError("not_found", { reason: "method_unknown" });
    requireAccount(ctx, found.accountId);
    // Whoever changes the default holds the payer, so that two of them come one after the other.
    await lockPayer(ctx, tx, found.payerId);
    const cleared = await tx
      .update(paymentMethods)
      .set({ isDefault: false })
      .where(
        and(
          eq(paymentMethods.firmId, ctx.firmId),
          eq(paymentMethods.payerId, found.payerId),
          eq(paymentMethods.isDefault, true),
        ),
      )
      .returning({ id: paymentMethods.id });
    const made = await tx
      .update(paymentMethods)
      .set({ isDefault: true })
      .where(and(methodIs(ctx, found.id), eq(paymentMethods.status, "active")))
      .returning({ id: paymentMethods.id });
    if (made.length === 0) throw new AppError("refused", { reason: "method_not_active" });
    const before = cleared[0]?.id ?? null;
    if (before !== found.id) {
      await appendAudit(ctx, tx, {
        action: "method.default",
        objectType: "payer",
        objectId: found.payerId,
        detail: { before, after: found.id },
      });
    }
    return { id: found.id };
  });
}
