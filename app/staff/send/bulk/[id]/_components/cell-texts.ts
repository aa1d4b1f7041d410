import type { BatchField } from "@/lib/link-batches/model";
import type { UploadRow } from "@/lib/link-uploads/model";

/** The id of the field of a cell, by which it is found and named. */
export function cellId(line: number, field: BatchField): string {
  return `cell-${line}-${field}`;
}

/** What a one-line field makes of a text by itself; not a change by whoever looks at it. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]/g, "");
}

/** Whether nothing can be said of single cells: the quotes of the row did not fit. */
export function isBlankRow({ fault }: UploadRow): boolean {
  return fault !== null && fault !== "too_many_cells";
}
