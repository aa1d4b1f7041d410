import { AppError } from "./errors";

/** Where a list goes on: the sort value and id of the last row seen. Opaque to users. */
export type Cursor = { at: Date; id: string };

export type Page<T> = { rows: T[]; nextCursor: string | null };

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(`${cursor.at.toISOString()}|${cursor.id}`).toString("base64url");
}

/** @throws AppError invalid_input when it was not made by `encodeCursor` */
export function decodeCursor(text: string): Cursor {
  const [at = "", id = ""] = Buffer.from(text, "base64url").toString("utf8").split("|");
  if (!isInstantText(at) || !ID.test(id)) throw cursorInvalid();
  return { at: new Date(at), id };
}

/** Whether a text is what `toISOString` writes. The round trip keeps out years that a Date can hold and the database cannot. */
export function isInstantText(text: string): boolean {
  const date = new Date(text);
  return /^[12]\d{3}-/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString() === text;
}

const ID = /^[a-z]+_[0-9a-z_]{1,60}$/;

function cursorInvalid(reason: "cursor_invalid" | "cursor_of_other_sort" = "cursor_invalid"): AppError {
  return new AppError("invalid_input", { reason, fields: [{ path: "cursor", message: reason }] });
}

/** One more row than asked for was read; it tells whether there is a next page. */
export function pageOf<R, T>(rows: R[], limit: number, cursorOf: (row: R) => Cursor, view: (row: R) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown.map(view), nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}

/** A page with the way back, too; null on the first one. */
export type TwoWayPage<T> = Page<T> & { previousCursor: string | null };

/**
 * A place in a list that can be sorted in several ways: the sort, the values of a row as texts, and its id. Backwards it leads to the
 * rows before that one.
 */
export type SortCursor = { sort: string; values: readonly string[]; id: string; isBack: boolean };

const BACK = "<";

export function encodeSortCursor({ sort, values, id, isBack }: SortCursor): string {
  return Buffer.from(JSON.stringify([isBack ? BACK + sort : sort, ...values, id])).toString("base64url");
}

/**
 * @param fits whether the values are such as this sort has
 * @throws AppError invalid_input (cursor_invalid, or cursor_of_other_sort when it was made for a list in another order)
 */
export function decodeSortCursor(text: string, sort: string, fits: (values: readonly string[]) => boolean): SortCursor {
  const parts = parseTexts(Buffer.from(text, "base64url").toString("utf8"));
  if (!parts) throw cursorInvalid();
  const [made = "", ...rest] = parts;
  const isBack = made.startsWith(BACK);
  if (made.slice(isBack ? BACK.length : 0) !== sort) throw cursorInvalid("cursor_of_other_sort");
  const values = rest.slice(0, -1);
  const id = rest.at(-1) ?? "";
  if (!ID.test(id) || !fits(values)) throw cursorInvalid();
  return { sort, values, id, isBack };
}

/** A JSON list of texts that the database can hold, or null. */
function parseTexts(json: string): string[] | null {
  try {
    const parts: unknown = JSON.parse(json);
    if (!Array.isArray(parts)) return null;
    return parts.every((part): part is string => typeof part === "string" && !part.includes("\0")) ? parts : null;
  } catch {
    return null;
  }
}
