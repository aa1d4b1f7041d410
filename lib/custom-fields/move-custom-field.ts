import { customFields } from "@/db/schema/custom-fields";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { fieldIs, findField, lockFields, selectFields } from "./internal/load";
import { orderAfterMove } from "./rules";
import type { MoveCustomFieldInput } from "./schemas";

/** One step up or down among the fields that are asked for. @throws AppError forbidden, not_found */
export async function moveCustomField(ctx: Ctx, { fieldId, direction }: MoveCustomFieldInput): Promise<null> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    await lockFields(ctx, tx);
    const field = await findField(ctx, tx, fieldId);
    const active = (await selectFields(ctx, tx, field.module)).filter(({ archivedAt }) => archivedAt === null);
    const order = orderAfterMove(
      active.map(({ id }) => id),
      fieldId,
      direction,
    );
    for (const [index, id] of order.entries())
      await tx
        .update(customFields)
        .set({ position: index + 1 })
        .where(fieldIs(ctx, id));
    await appendAudit(ctx, tx, {
      action: "custom-field.move",
      objectType: "custom_field",
      objectId: fieldId,
      detail: { direction },
    });
    return null;
  });
}
