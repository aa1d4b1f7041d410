import { customFields } from "@/db/schema/custom-fields";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { fieldIs, findField, lockFields, type StoredField, selectFields } from "./internal/load";
import { MOST_FIELDS } from "./model";
import { readOptions } from "./rules";
import type { CustomFieldForm } from "./schemas";

/**
 * Adds a field to the firm's payments or payers, or changes one. What it asks of (module) and how (kind) stays once it is made; values
 * that were given stay as they are.
 * @throws AppError forbidden, not_found, invalid_input (field_label_taken), refused (fields_too_many)
 */
export async function saveCustomField(ctx: Ctx, form: CustomFieldForm): Promise<{ fieldId: string }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    await lockFields(ctx, tx);
    return form.fieldId ? changeField(ctx, tx, form) : addField(ctx, tx, form);
  });
}

async function addField(ctx: Ctx, tx: Tx, form: CustomFieldForm): Promise<{ fieldId: string }> {
  const { module, label, kind, isRequired } = form;
  const active = (await selectFields(ctx, tx, module)).filter((field) => field.archivedAt === null);
  refuseSameLabel(active, label, "");
  if (active.length >= MOST_FIELDS) throw new AppError("refused", { reason: "fields_too_many" });
  const fieldId = ctx.ids.next("fld");
  const position = Math.max(0, ...active.map((field) => field.position)) + 1;
  const facts = { label, kind, options: kind === "choice" ? readOptions(form.options) : [], isRequired };
  const made = { firmId: ctx.firmId, id: fieldId, module, position, createdAt: ctx.clock.now() };
  await tx.insert(customFields).values({ ...made, ...facts });
  await auditField(ctx, tx, fieldId, "custom-field.add", { module, ...facts });
  return { fieldId };
}

async function changeField(ctx: Ctx, tx: Tx, form: CustomFieldForm): Promise<{ fieldId: string }> {
  const before = await findField(ctx, tx, form.fieldId);
  const active = (await selectFields(ctx, tx, before.module)).filter((field) => field.archivedAt === null);
  refuseSameLabel(active, form.label, before.id);
  const options = before.kind === "choice" ? readOptions(form.options) : [];
  const after = { label: form.label, options, isRequired: form.isRequired };
  await tx.update(customFields).set(after).where(fieldIs(ctx, before.id));
  const { label, options: choices, isRequired } = before;
  await auditField(ctx, tx, before.id, "custom-field.change", {
    before: { label, options: choices, isRequired },
    after,
  });
  return { fieldId: before.id };
}

function refuseSameLabel(active: readonly StoredField[], label: string, ownId: string): void {
  const isTaken = active.some((field) => field.id !== ownId && field.label.toLowerCase() === label.toLowerCase());
  if (isTaken) throw new AppError("invalid_input", { fields: [{ path: "label", message: "field_label_taken" }] });
}

async function auditField(ctx: Ctx, tx: Tx, fieldId: string, action: string, detail: Record<string, unknown>) {
  await appendAudit(ctx, tx, { action, objectType: "custom_field", objectId: fieldId, detail });
}
