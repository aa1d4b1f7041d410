import { getTranslations } from "next-intl/server";
import { ZodError } from "zod";
import { AppError, type FieldError } from "@/lib/platform/errors";
import { newRequestId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import type { ActionResult } from "./action-result";

type Failure = Extract<ActionResult<never>, { ok: false }>;

/** Turns what a verb threw into words. Only AppErrors are explained; anything else is logged and shown as a reference. */
export async function describeError(error: unknown): Promise<Failure> {
  const t = await getTranslations("errors");
  const words = (kind: "reason" | "field", code: string, values: Record<string, string> = {}): string | null => {
    // In a key of the catalogue a dot opens another level: "needs_links.send" stands there as needs_links_send.
    const key = `${kind}.${code.replaceAll(".", "_")}` as never;
    return t.has(key) ? t(key, values as never).trim() : null;
  };
  if (error instanceof ZodError) {
    const fields = error.issues.map((issue) =>
      fieldError(issue.path, words("field", issue.message) ?? t("field.invalid")),
    );
    return {
      ok: false,
      code: "invalid_input",
      reason: "invalid_input",
      message: t("reason.invalid_input"),
      fields,
      requestId: null,
    };
  }
  if (error instanceof AppError) {
    const fields = error.fields.map((field) => ({
      path: field.path,
      message: words("field", field.message, field.values) ?? field.message,
    }));
    const message =
      words("reason", error.reason, { detail: error.detail }) ??
      error.userMessage ??
      words("reason", error.code) ??
      t("reason.internal");
    return { ok: false, code: error.code, reason: error.reason, message, fields, requestId: null };
  }
  const requestId = newRequestId();
  log().error({ err: error, requestId }, "unexpected error");
  return { ok: false, code: "internal", reason: "internal", message: t("reason.internal"), fields: [], requestId };
}

function fieldError(path: PropertyKey[], message: string): FieldError {
  return { path: path.map(String).join("."), message };
}
