import { AppError, type FieldError } from "@/lib/platform/errors";
import type { PostingLayout } from "@/lib/posting-layouts/model";
import { postingLayoutSchema } from "@/lib/posting-layouts/schemas";

/** The path of what concerns the text as a whole. */
const WHOLE = "text";
const MOST_PROBLEMS = 50;

/** A layout as somebody typed it. @throws AppError invalid_input (`layout_wrong`): one field error a problem, its path in the layout */
export function readLayoutText(text: string): PostingLayout {
  const read = postingLayoutSchema.safeParse(parseJson(text));
  if (read.success) return read.data;
  throw wrong(
    read.error.issues
      .slice(0, MOST_PROBLEMS)
      .map(({ path, message }) => ({ path: path.map(String).join(".") || WHOLE, message })),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong([{ path: WHOLE, message: error instanceof Error ? error.message : "layout_not_json" }]);
  }
}

function wrong(fields: FieldError[]): AppError {
  return new AppError("invalid_input", { reason: "layout_wrong", fields });
}
