import { readTable } from "@/lib/link-batches/read-table";
import { findKnownPayers } from "@/lib/payers/find-known-payers";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { IMPORT_FIELDS, type ImportCells, type ImportField, type ImportPreview, type ImportRow } from "./model";
import { fieldOfHeader, readImportRow, sameKeysOf } from "./rules";

/**
 * Every row of a file of payers as cells, and which of them may be there already. Writes nothing.
 * @throws AppError forbidden, invalid_input (codes of FileRefusal)
 */
export async function previewPayerImport(ctx: Ctx, file: Uint8Array): Promise<ImportPreview> {
  requirePermission(ctx, "payers.manage");
  const table = readTable(file, (name) => fieldOfHeader(name) !== null);
  if (!table.ok) throw new AppError("invalid_input", { reason: table.code });
  const columns = table.head.cells.map(fieldOfHeader);
  const known = columns.filter((field) => field !== null);
  if (!known.includes("name") && !known.includes("familyName"))
    throw new AppError("invalid_input", { reason: "column_missing" });
  if (new Set(known).size !== known.length) throw new AppError("invalid_input", { reason: "column_twice" });
  const rows = table.rows.map(({ line, cells, fault }): ImportRow => {
    return { line, cells: cellsOf(columns, cells), isBroken: fault !== null || cells.length > columns.length };
  });
  return { rows, known: await findKnown(ctx, rows) };
}

function cellsOf(columns: readonly (ImportField | null)[], cells: readonly string[]): ImportCells {
  const named = columns.flatMap((field, index) => (field ? [[field, cells[index] ?? ""] as const] : []));
  return Object.fromEntries(named.filter(([field]) => IMPORT_FIELDS.includes(field)));
}

async function findKnown(ctx: Ctx, rows: readonly ImportRow[]): Promise<ImportPreview["known"]> {
  const asked = rows.flatMap(({ line, cells }) => {
    const { facts } = readImportRow(cells);
    return facts ? [{ line, keys: sameKeysOf(facts) }] : [];
  });
  const found = await findKnownPayers(ctx, [...new Set(asked.flatMap(({ keys }) => keys))]);
  return asked.flatMap(({ line, keys }) => {
    const payer = keys.map((key) => found.get(key)).find((each) => each !== undefined);
    return payer ? [{ line, payerId: payer.id, name: payer.name }] : [];
  });
}
