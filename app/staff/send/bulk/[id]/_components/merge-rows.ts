import type { ChangedRows, UploadRow } from "@/lib/link-uploads/model";

/** The rows of a page after a change: the changed row in its place, an added one at its line, doubles as they are found now. */
export function mergeRows(rows: readonly UploadRow[], { row, doubles }: ChangedRows): UploadRow[] {
  const byLine = new Map(rows.map((each) => [each.line, each]));
  if (row) byLine.set(row.line, row);
  for (const { line, sameAs } of doubles) {
    const known = byLine.get(line);
    if (known) byLine.set(line, { ...known, sameAs });
  }
  return [...byLine.values()].sort((left, right) => left.line - right.line);
}
