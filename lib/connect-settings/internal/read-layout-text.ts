import { AppError, type FieldError } from "@/lib/platform/errors";
import type { LayoutProblemCode, PostingLayout } from "@/lib/posting-layouts/model";
import { readLayoutProblems } from "@/lib/posting-layouts/read-layout-problems";
import { postingLayoutSchema } from "@/lib/posting-layouts/schemas";

/** The path of what concerns the text as a whole. */
const WHOLE = "text";
const MOST_PROBLEMS = 50;

/** A layout as somebody typed it. @throws AppError invalid_input (`layout_wrong`): one field error a problem, its path in the layout and its code */
export function readLayoutText(text: string): PostingLayout {
  const read = postingLayoutSchema.safeParse(parseJson(text));
  if (read.success) return read.data;
  const problems = readLayoutProblems(read.error).slice(0, MOST_PROBLEMS);
  throw wrong(problems.map(({ path, code, values }) => ({ path: path || WHOLE, message: code, values })));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { end, place } = findBreak(text);
    const message: LayoutProblemCode = end ? "layout_ends_early" : "layout_not_json";
    throw wrong([{ path: WHOLE, message, values: place }]);
  }
}

/** Where a text stops being JSON. The words of the runtime's reader are English, and not all of them tell the place. */
function findBreak(text: string): { end: boolean; place: { line: string; column: string } } {
  let good = 0;
  let bad = text.length;
  const end = !isBroken(text);
  while (!end && bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isBroken(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  const before = text.slice(0, end ? bad : bad - 1).split("\n");
  return { end, place: { line: String(before.length), column: String((before.at(-1)?.length ?? 0) + 1) } };
}

/** Whether no text that begins like this is JSON. */
function isBroken(start: string): boolean {
  try {
    JSON.parse(start);
    return false;
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    if (/^Unexpected end|^Unterminated/.test(said)) return false;
    return Number(/ at position (\d+)/.exec(said)?.[1] ?? -1) < start.length;
  }
}

function wrong(fields: FieldError[]): AppError {
  return new AppError("invalid_input", { reason: "layout_wrong", fields });
}
