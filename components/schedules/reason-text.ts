import type { createTranslator } from "next-intl";

type Translate = Pick<ReturnType<typeof createTranslator>, "has"> &
  ((key: string, values?: Record<string, string>) => string);

const RETURN_CODE = /^R\d\d$/;

/** Why a run was not paid, as a sentence. Takes the translator of the namespace `schedules`. */
export function reasonText(t: unknown, reason: string): string {
  const translate = t as Translate;
  if (reason === "") return "";
  const key = `reason.${reason}`;
  if (translate.has(key) && !["declined", "back"].includes(reason)) return translate(key);
  return translate(RETURN_CODE.test(reason) ? "reason.back" : "reason.declined", { code: reason.replaceAll("_", " ") });
}
