import { z } from "zod";
import { isKnownList, type ListId } from "./rules";

const listId = z.custom<ListId>((value) => typeof value === "string" && isKnownList(value), "list_unknown");
const columnId = z.string().min(1).max(60);
const width = z.number().min(3).max(60);

/** Widths in rem. */
export const SaveArrangementInput = z.object({
  listId,
  columns: z.array(z.object({ id: columnId, isVisible: z.boolean(), width: width.optional() })).max(120),
  sort: z.object({ columnId, direction: z.enum(["asc", "desc"]) }).nullable(),
});
export type SaveArrangementInput = z.infer<typeof SaveArrangementInput>;

export const ResetArrangementInput = z.object({ listId });
export type ResetArrangementInput = z.infer<typeof ResetArrangementInput>;

const viewId = z.string().min(1).max(60);
const name = z.string().trim().min(1, "view_name_missing").max(80, "text_too_long");

/** `query`: the list's address without "?"; a place in the list and a view's own marks are left out of it. */
export const SaveViewInput = z.object({
  listId,
  /** Null for a new one. */
  viewId: viewId.nullable(),
  name,
  isShared: z.boolean(),
  query: z.string().max(4_000, "view_query_too_long"),
  columns: z
    .array(z.object({ id: columnId, width: width.optional() }))
    .min(1)
    .max(120),
});
export type SaveViewInput = z.infer<typeof SaveViewInput>;

export const RenameViewInput = z.object({ viewId, name });
export type RenameViewInput = z.infer<typeof RenameViewInput>;

export const RemoveViewInput = z.object({ viewId });
export type RemoveViewInput = z.infer<typeof RemoveViewInput>;
