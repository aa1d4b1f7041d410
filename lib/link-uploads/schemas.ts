import { z } from "zod";
import { BATCH_FIELDS, MAX_BATCH_ROWS } from "@/lib/link-batches/model";

const uploadId = z.string().min(1).max(60);
const line = z.int().min(1).max(2_000_000_000);

export const UploadIdInput = z.object({ uploadId });
export type UploadIdInput = z.infer<typeof UploadIdInput>;

/** Of the address of an upload's file: the name of the form's load makes a second press the same upload. */
export const CreateUploadInput = z.object({
  account: z.string().max(120).default(""),
  name: z.string().max(400).default(""),
  key: z.string().min(8).max(100),
});
export type CreateUploadInput = z.infer<typeof CreateUploadInput>;

/** A text that a cell can hold; longer ones than any rule allows are no typing. */
export const ChangeCellInput = z.object({
  uploadId,
  line,
  field: z.enum(BATCH_FIELDS),
  text: z.string().max(6_000, "text_too_long"),
});
export type ChangeCellInput = z.infer<typeof ChangeCellInput>;

/** One row, or all that are bad or doubles. */
export const RemoveRowsInput = z.object({ uploadId, which: z.union([line, z.enum(["bad", "twice"])]) });
export type RemoveRowsInput = z.infer<typeof RemoveRowsInput>;

export const RestoreRowsInput = z.object({ uploadId, lines: z.array(line).min(1).max(MAX_BATCH_ROWS) });
export type RestoreRowsInput = z.infer<typeof RestoreRowsInput>;

/** `revision`: of the rows that the one who presses has seen. */
export const StartUploadInput = z.object({ uploadId, send: z.boolean(), revision: z.int().min(0) });
export type StartUploadInput = z.infer<typeof StartUploadInput>;
