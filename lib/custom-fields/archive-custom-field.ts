import { customFields } from "@/db/schema/custom-fields";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { fieldIs, findField, lockFields, selectFields } from "./internal/load";
import { MOST_FIELDS } from "./model";
import type { ArchiveCustomFieldInput } from "./schemas";

/**
 * Stops asking for a field, or asks for it again as the last one. Values that were given stay with their payments and payers.
 * @throws AppError forbidden, not_found, refused (field_label_taken, fields_too_many)
 */
export async function archiveCustomField(ctx: Ctx, { fieldId, isArchived }: ArchiveCustomFieldInput): Promise<null> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    await lockFields(ctx, tx);
    const field = await findField(ctx, tx, fieldId);
    if ((field.archivedAt !== null) === isArchived) return null;
    const active = (await selectFields(ctx, tx, field.module)).filter(({ archivedAt }) => archivedAt === null);
    const isTaken = active.some(({ label }) => label.toLowerCase() === field.label.toLowerCase());
    if (!isArchived && isTaken) throw new AppError("refused", { reason: "field_label_taken" });
    if (!isArchived && active.length >= MOST_FIELDS) throw new AppError("refused", { reason: "fields_too_many" });
    const change = isArchived
      ? { archivedAt: ctx.clock.now() }
      : { archivedAt: null, position: Math.max(0, ...active.map(({ position }) => position)) + 1 };
    await tx.update(customFields).set(change).where(fieldIs(ctx, fieldId));
    await appendAudit(ctx, tx, {
      action: isArchived ? "custom-field.archive" : "custom-field.restore",
      objectType: "custom_field",
      objectId: fieldId,
      detail: { label: field.label },
    });
    return null;
  });
}
