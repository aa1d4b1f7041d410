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

/** The cursor of a list that is not sorted by time: the id of the last row seen, whose place the database looks up. */
export function encodeIdCursor(id: string): string {
  return Buffer.from(`id|${id}`).toString("base64url");
}

/** @throws AppError invalid_input when it was not made by `encodeIdCursor` */
export function decodeIdCursor(text: string): string {
  const [kind, id = ""] = Buffer.from(text, "base64url").toString("utf8").split("|");
  if (kind !== "id" || !ID.test(id)) throw cursorInvalid();
  return id;
}

/** Where a list goes on that can be sorted in several ways: the sort, the values of the last row seen as texts, and its id. */
export type SortCursor = { sort: string; values: readonly string[]; id: string };

export function encodeSortCursor({ sort, values, id }: SortCursor): string {
  return Buffer.from(JSON.stringify([sort, ...values, id])).toString("base64url");
}

/**
 * @param fits whether the values are such as this sort has
 * @throws AppError invalid_input (cursor_invalid, or cursor_of_other_sort when it was made for a list in another order)
 */
export function decodeSortCursor(text: string, sort: string, fits: (values: readonly string[]) => boolean): SortCursor {
  const parts = parseTexts(Buffer.from(text, "base64url").toString("utf8"));
  if (!parts) throw cursorInvalid();
  const [made = "", ...rest] = parts;
  if (made !== sort) throw cursorInvalid("cursor_of_other_sort");
  const values = rest.slice(0, -1);
  const id = rest.at(-1) ?? "";
  if (!ID.test(id) || !fits(values)) throw cursorInvalid();
  return { sort, values, id };
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
