import type { Cell, CellKind } from "@/lib/lists/model";

export const EXPORT_FORMATS = ["xlsx", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EXPORT_STATUSES = ["queued", "running", "done", "failed", "cancelled"] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** Why an export came to no end. A refusal of a verb keeps its own word; what nobody foresaw is "internal". */
export const EXPORT_FAILURES = ["owner_gone", "forbidden", "query_invalid", "given_up", "internal"] as const;
export type ExportFailure = (typeof EXPORT_FAILURES)[number];

/** Lists of up to so many rows are answered at once; longer ones are written by a job. */
export const ANSWERED_ROWS = 20_000;
/** How long a file is kept for its owner. */
export const KEPT_DAYS = 7;

/** A column of a file: what stands in its head, and how its cells are written. */
export type FileColumn = { label: string; kind: CellKind };

/** One row of a file. Money is in minor units of `currency`; words are texts already. */
export type FileLine = { cells: readonly Cell[]; currency: string };

/** What a file is made of. Instants are written in `timeZone`. */
export type FilePlan = { format: ExportFormat; sheetName: string; columns: readonly FileColumn[]; timeZone: string };

/** One export as its owner sees it. */
export type ExportRow = {
  id: string;
  listId: string;
  format: ExportFormat;
  status: ExportStatus;
  fileName: string;
  /** Null until it has been counted. */
  rowsTotal: number | null;
  rowsDone: number;
  bytes: number;
  failure: ExportFailure | null;
  requestedAt: Date;
  finishedAt: Date | null;
  expiresAt: Date;
};

/** A finished file, or the number under which it is being written. */
export type StartedExport =
  | { kind: "file"; fileName: string; contentType: string; content: Uint8Array<ArrayBuffer>[] }
  | { kind: "job"; exportId: string };

export const CONTENT_TYPES: Record<ExportFormat, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};
