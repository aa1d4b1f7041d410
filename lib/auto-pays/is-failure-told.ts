import { isSomebodyTold } from "@/lib/notifications/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

/** Whether anybody of the firm has "Error-Failed AutoPay" among their notifications. @throws AppError forbidden */
export async function isFailureTold(ctx: Ctx): Promise<boolean> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, (tx) => isSomebodyTold(ctx, tx, "auto_pay_failed"));
}
