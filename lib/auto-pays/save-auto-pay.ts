import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { saveIn } from "./internal/make";
import type { AutoPayStatus } from "./model";
import type { SaveAutoPayInput } from "./schemas";

/**
 * "Save": keeps the firm's word that the balances of its matter system are its own responsibility, with who and when. A draft runs from
 * here on; any other one stays as it is.
 * @throws AppError forbidden, not_found (auto_pay_unknown, connect_off), refused (enrollment_missing, auto_pay_cancelled)
 */
export async function saveAutoPay(ctx: Ctx, { autoPayId }: SaveAutoPayInput): Promise<{ status: AutoPayStatus }> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => ({ status: await saveIn(ctx, tx, autoPayId) }));
}
