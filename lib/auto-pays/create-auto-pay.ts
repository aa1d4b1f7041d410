import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { enrollIn, makeDraft, saveIn } from "./internal/make";
import type { CreateAutoPayInput } from "./schemas";

/**
 * "Save and Manage Enrollments" of a new one: a draft, of which nothing runs. The same form again makes no other.
 * @throws AppError forbidden, not_found (connect_off, payer_unknown, account_unknown, method_unknown), refused (connection_missing,
 * payer_archived, method_*), invalid_input (method_of_other_account, auto_pay_needs_operating, start_in_past, start_too_far)
 */
export async function createAutoPay(ctx: Ctx, input: CreateAutoPayInput): Promise<{ id: string }> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => ({ id: await makeDraft(ctx, tx, input) }));
}

/**
 * All of it at once, for programs: made, enrolled, acknowledged and running.
 * @throws AppError as `createAutoPay`, and not_found (association_unknown), refused (enrollment_missing)
 */
export async function createRunningAutoPay(
  ctx: Ctx,
  input: CreateAutoPayInput,
  associationIds: readonly string[],
): Promise<{ id: string }> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => {
    const id = await makeDraft(ctx, tx, input);
    await enrollIn(ctx, tx, id, associationIds);
    await saveIn(ctx, tx, id);
    return { id };
  });
}
