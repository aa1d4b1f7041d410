import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

/** Stops every charge and refund of the firm until it is unfrozen. False when it was frozen before. @throws AppError forbidden */
export function freezeMoney(ctx: Ctx): Promise<boolean> {
  return setFrozen(ctx, true);
}

/** Lets money move again. False when it was not frozen. @throws AppError forbidden */
export function unfreezeMoney(ctx: Ctx): Promise<boolean> {
  return setFrozen(ctx, false);
}

async function setFrozen(ctx: Ctx, isFrozen: boolean): Promise<boolean> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    // The condition keeps the instant of the first freeze when two people act at once.
    const changed = await tx
      .update(firms)
      .set({ moneyFrozenAt: isFrozen ? ctx.clock.now() : null })
      .where(and(eq(firms.firmId, ctx.firmId), isFrozen ? isNull(firms.moneyFrozenAt) : isNotNull(firms.moneyFrozenAt)))
      .returning({ firmId: firms.firmId });
    if (changed.length === 0) return false;
    const action = isFrozen ? "firm.freeze_money" : "firm.unfreeze_money";
    await appendAudit(ctx, tx, { action, objectType: "firm", objectId: ctx.firmId });
    return true;
  });
}
