import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import type { PickedRows } from "@/lib/lists/model";
import { queryOf, readColumns } from "@/lib/lists/rules";
import type { Ctx } from "@/lib/platform/context";
import type { ExportFormat, FileLine, FilePlan } from "../model";
import type { ListQuery, ListSource } from "./source";

export type Order = {
  listId: string;
  format: ExportFormat;
  query: string;
  columns: readonly string[];
  /** Null: all that match. */
  picked: PickedRows | null;
};

export type PlannedFile = { plan: FilePlan; lines: AsyncIterable<FileLine[]> };

/** What will stand in the file: columns that there are, in the order asked for, named in that language. */
export async function planFile(
  ctx: Ctx,
  source: ListSource,
  order: Order,
  { locale, timeZone }: { locale: Locale; timeZone: string },
): Promise<PlannedFile> {
  const known = await source.listColumns(ctx, locale);
  const asked = order.columns.flatMap((id) => known.find((column) => column.id === id) ?? []);
  const columns = asked.length > 0 ? asked : known.filter(({ isHidden }) => !isHidden);
  const sheetName = textsOf(locale, "exports.lists")(order.listId);
  const columnIds = columns.map(({ id }) => id);
  return {
    plan: { format: order.format, sheetName, columns, timeZone },
    lines: source.readLines(ctx, { query: listQueryOf(order.query), columnIds, picked: order.picked, locale }),
  };
}

/** The parts of an address that ask something, by name; several values of one name with commas between them. */
export function listQueryOf(query: string): ListQuery {
  const parts: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(queryOf(query)))
    parts[name] = parts[name] === undefined ? value : `${parts[name]},${value}`;
  return parts;
}

/** "date,payer~14" without widths, each column once. */
export function columnIdsOf(columns: string): string[] {
  return [...new Set((readColumns(columns) ?? []).map(({ id }) => id))];
}
