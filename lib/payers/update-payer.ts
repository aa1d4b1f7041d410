import { payers } from "@/db/schema/payers";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { columnsOf, factsOf } from "./internal/load";
import { lockPayer, payerIs } from "./lock-payer";
import { changedFacts, completeName } from "./rules";
import type { ChangePayerInput } from "./schemas";

/**
 * Changes what is known of a payer. Payments keep the name they were made under.
 * @throws AppError forbidden, not_found, conflict (somebody else changed it since `revision`), invalid_input (payer_name_missing)
 */
export async function updatePayer(ctx: Ctx, input: ChangePayerInput): Promise<{ id: string }> {
  requirePermission(ctx, "payers.manage");
  return inFirm(ctx, async (tx) => {
    const row = await lockPayer(ctx, tx, input.payerId);
    if (input.revision !== null && input.revision !== row.revision)
      throw new AppError("conflict", { reason: "payer_changed" });
    const before = factsOf(row);
    const wanted = { ...before, ...input.changes };
    const name = completeName(wanted);
    if (name === "")
      throw new AppError("invalid_input", {
        reason: "payer_name_missing",
        fields: [{ path: "name", message: "payer_name_missing" }],
      });
    const after = { ...wanted, name };
    const changed = changedFacts(before, after);
    if (Object.keys(changed.after).length === 0) return { id: row.id };
    await tx
      .update(payers)
      .set({ ...columnsOf(after), revision: row.revision + 1 })
      .where(payerIs(ctx, row.id));
    await appendAudit(ctx, tx, { action: "payer.update", objectType: "payer", objectId: row.id, detail: changed });
    return { id: row.id };
  });
}
