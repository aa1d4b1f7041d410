import type { CustomFieldView } from "@/lib/custom-fields/model";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { withoutFormulaGuard } from "@/lib/exports/rules";
import { readTable } from "@/lib/link-batches/read-table";
import { findKnownPayers } from "@/lib/payers/find-known-payers";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { ImportCells, ImportField, ImportPreview, ImportRow } from "./model";
import { fieldOfHeader, readImportRow, sameKeysOf } from "./rules";

/**
 * Every row of a file of payers as cells, and which of them may be there already. Writes nothing.
 * @throws AppError forbidden, invalid_input (codes of FileRefusal)
 */
export async function previewPayerImport(ctx: Ctx, file: Uint8Array): Promise<ImportPreview> {
  requirePermission(ctx, "payers.manage");
  const ownFields = await listCustomFields(ctx, "payer");
  const columnOf = (name: string) => fieldOfHeader(withoutFormulaGuard(name), ownFields);
  const table = readTable(file, (name) => columnOf(name) !== null);
  if (!table.ok) throw new AppError("invalid_input", { reason: table.code });
  const columns = table.head.cells.map(columnOf);
  const known = columns.filter((field) => field !== null);
  if (!known.includes("name") && !known.includes("familyName"))
    throw new AppError("invalid_input", { reason: "column_missing" });
  if (new Set(known).size !== known.length) throw new AppError("invalid_input", { reason: "column_twice" });
  const rows = table.rows.map(({ line, cells, fault }): ImportRow => {
    return { line, cells: cellsOf(columns, cells), isBroken: fault !== null || cells.length > columns.length };
  });
  return { rows, known: await findKnown(ctx, rows, ownFields), ownFields };
}

function cellsOf(columns: readonly (ImportField | null)[], cells: readonly string[]): ImportCells {
  const named = columns.flatMap((field, index) =>
    field ? [[field, withoutFormulaGuard(cells[index] ?? "")] as const] : [],
  );
  return Object.fromEntries(named);
}

async function findKnown(
  ctx: Ctx,
  rows: readonly ImportRow[],
  ownFields: readonly CustomFieldView[],
): Promise<ImportPreview["known"]> {
  const asked = rows.flatMap(({ line, cells }) => {
    const { facts } = readImportRow(cells, ownFields);
    return facts ? [{ line, keys: sameKeysOf(facts) }] : [];
  });
  const found = await findKnownPayers(ctx, [...new Set(asked.flatMap(({ keys }) => keys))]);
  return asked.flatMap(({ line, keys }) => {
    const payer = keys.map((key) => found.get(key)).find((each) => each !== undefined);
    return payer ? [{ line, payerId: payer.id, name: payer.name }] : [];
  });
}
