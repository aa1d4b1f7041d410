import type { FieldError } from "@/lib/platform/errors";

/** What a server action answers. `message` and field messages are sentences in the user's language. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: string; reason: string; message: string; fields: FieldError[]; requestId: string | null };
