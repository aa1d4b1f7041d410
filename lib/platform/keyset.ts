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
  const date = new Date(at);
  // The round trip keeps out years that a Date can hold and the database cannot.
  const isInstant = /^[12]\d{3}-/.test(at) && !Number.isNaN(date.getTime()) && date.toISOString() === at;
  if (!isInstant || !/^[a-z]+_[0-9a-z_]{1,60}$/.test(id)) {
    throw new AppError("invalid_input", {
      reason: "cursor_invalid",
      fields: [{ path: "cursor", message: "cursor_invalid" }],
    });
  }
  return { at: date, id };
}

/** One more row than asked for was read; it tells whether there is a next page. */
export function pageOf<R, T>(rows: R[], limit: number, cursorOf: (row: R) => Cursor, view: (row: R) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown.map(view), nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}
