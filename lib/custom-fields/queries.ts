import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { type StoredField, selectFields } from "./internal/load";
import type { CustomFieldView, FieldModule } from "./model";

/** Every field of a module, archived ones last; for settings. @throws AppError forbidden */
export async function listAllCustomFields(ctx: Ctx, module: FieldModule): Promise<CustomFieldView[]> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => (await selectFields(ctx, tx, module)).map(viewOf));
}

/** The fields that a screen asks for or shows, in their order. @throws AppError forbidden */
export async function listCustomFields(ctx: Ctx, module: FieldModule): Promise<CustomFieldView[]> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, (tx) => readCustomFields(ctx, tx, module));
}

/** The values that a row has, under the fields' labels; also of fields that are asked for no more. @throws AppError forbidden */
export async function nameCustomValues(
  ctx: Ctx,
  module: FieldModule,
  values: Readonly<Record<string, string>>,
): Promise<{ name: string; value: string }[]> {
  requirePermission(ctx, "payments.view");
  if (Object.keys(values).length === 0) return [];
  const fields = await inFirm(ctx, (tx) => selectFields(ctx, tx, module));
  return fields.flatMap(({ id, label }) => (values[id] ? [{ name: label, value: values[id] }] : []));
}

/** For verbs, in their transaction: the fields that are asked for. */
export async function readCustomFields(ctx: Ctx, tx: Tx, module: FieldModule): Promise<CustomFieldView[]> {
  return (await selectFields(ctx, tx, module)).map(viewOf).filter((field) => !field.isArchived);
}

function viewOf({ id, module, label, kind, options, isRequired, archivedAt }: StoredField): CustomFieldView {
  return { id, module, label, kind, options, isRequired, isArchived: archivedAt !== null };
}
