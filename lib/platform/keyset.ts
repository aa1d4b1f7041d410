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
  if (!isInstant || !ID.test(id)) throw cursorInvalid();
  return { at: date, id };
}

const ID = /^[a-z]+_[0-9a-z_]{1,60}$/;

function cursorInvalid(): AppError {
  const fields = [{ path: "cursor", message: "cursor_invalid" }];
  return new AppError("invalid_input", { reason: "cursor_invalid", fields });
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
