import { AppError } from "@/lib/platform/errors";

/** Of every body: one file of 10,000 rows fits. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

const NUL = "\u0000";

/** The whole body; stops reading as soon as it is too long. @throws AppError invalid_input (body_too_large) */
export async function readBody(request: Request, maxBytes = MAX_BODY_BYTES): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) return Buffer.concat(chunks);
    length += next.value.byteLength;
    if (length > maxBytes) {
      await reader?.cancel();
      throw tooLarge();
    }
    chunks.push(next.value);
  }
}

/** The body of an event; null when it is too long, or no UTF-8 text. */
export async function readText(request: Request, maxBytes: number): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readBody(request, maxBytes));
  } catch {
    return null;
  }
}

/** The body as a JSON object. @throws AppError invalid_input (body_missing, body_not_json, text_has_nul) */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) throw new AppError("invalid_input", { reason: "body_missing" });
  const value = readJson(bytes);
  const path = findNul(value);
  if (path !== null) throw hasNul(path);
  return value;
}

/** The query as an object; a name that is given twice has a list. @throws AppError invalid_input (text_has_nul) */
export function readQuery(url: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  const { searchParams } = new URL(url);
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name);
    const [only = ""] = values;
    if (values.some((value) => value.includes(NUL))) throw hasNul(name);
    Object.defineProperty(query, name, { value: values.length === 1 ? only : values, enumerable: true });
  }
  return query;
}

function readJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw new AppError("invalid_input", { reason: "body_not_json", cause });
  }
  throw new AppError("invalid_input", { reason: "body_not_json" });
}

/** Where a text holds a NUL, which no column can hold. Without recursion, since a body may be nested as deep as it is long. */
function findNul(root: unknown): string | null {
  const open: { value: unknown; path: string }[] = [{ value: root, path: "" }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === "string" && value.includes(NUL)) return path;
    if (typeof value !== "object" || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === "string" ? inner.includes(NUL) : typeof inner === "object") {
        open.push({ value: inner, path: path === "" ? name : `${path}.${name}` });
      }
    }
  }
  return null;
}

function hasNul(path: string): AppError {
  const message = "Remove the NUL character (U+0000).";
  return new AppError("invalid_input", { reason: "text_has_nul", fields: [{ path, message }] });
}

function tooLarge(): AppError {
  return new AppError("invalid_input", { reason: "body_too_large" });
}
