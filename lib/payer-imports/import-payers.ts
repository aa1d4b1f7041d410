import { appendAudit } from "@/lib/audit/append-audit";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { createPayers } from "@/lib/payers/create-payers";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError, type FieldError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { ImportResult } from "./model";
import { readImportRow } from "./rules";
import type { ImportPayersInput } from "./schemas";

const MOST_PROBLEMS = 100;

/**
 * Makes a payer of every row, all in one transaction, or none when any row is wrong. Sent again after a lost answer it makes nobody
 * twice: each row has its request key.
 * @throws AppError forbidden, invalid_input (rows_invalid)
 */
export async function importPayers(ctx: Ctx, { importKey, rows }: ImportPayersInput): Promise<ImportResult> {
  requirePermission(ctx, "payers.manage");
  const ownFields = await listCustomFields(ctx, "payer");
  const fields: FieldError[] = [];
  const wishes = rows.flatMap(({ line, cells }) => {
    const { facts, problems } = readImportRow(cells, ownFields);
    for (const { field, code } of problems)
      fields.push({ path: field ? `${line}.${field}` : `${line}`, message: code });
    return facts ? [{ facts, requestKey: `import:${importKey}:${line}` }] : [];
  });
  if (fields.length > 0)
    throw new AppError("invalid_input", { reason: "rows_invalid", fields: fields.slice(0, MOST_PROBLEMS) });
  return inFirm(ctx, async (tx) => {
    const created = await createPayers(ctx, tx, wishes);
    const result = { created, existing: wishes.length - created };
    if (created > 0)
      await appendAudit(ctx, tx, {
        action: "payer.import",
        objectType: "payer_import",
        objectId: importKey,
        detail: result,
      });
    return result;
  });
}
