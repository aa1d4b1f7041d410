import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { RetryPolicy } from "./model";
import { readRetryPolicy } from "./rules";
import type { RetryPolicyInput } from "./schemas";

/**
 * Sets how failed runs are tried again. A retry that is planned already keeps its day; the next failure is judged by the new policy.
 * @throws AppError forbidden
 */
export async function saveRetryPolicy(ctx: Ctx, input: RetryPolicyInput): Promise<RetryPolicy> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const own = eq(firms.firmId, ctx.firmId);
    const [row] = await tx.select({ column: firms.retryPolicy }).from(firms).where(own).for("update");
    if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
    await tx.update(firms).set({ retryPolicy: input }).where(own);
    await appendAudit(ctx, tx, {
      action: "retry_policy.saved",
      objectType: "firm",
      objectId: ctx.firmId,
      detail: { before: JSON.stringify(readRetryPolicy(row.column)), after: JSON.stringify(input) },
    });
    return input;
  });
}
