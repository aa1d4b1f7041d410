import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { enrollIn } from "./internal/make";
import type { EnrollInput } from "./schemas";

/**
 * "Enroll and Save": what the Auto-Pay draws on from its next run on.
 * @throws AppError forbidden, not_found (auto_pay_unknown, association_unknown, connect_off), refused (auto_pay_cancelled)
 */
export async function enrollAssociations(
  ctx: Ctx,
  { autoPayId, associationIds }: EnrollInput,
): Promise<{ enrolled: number }> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => ({ enrolled: await enrollIn(ctx, tx, autoPayId, associationIds) }));
}
