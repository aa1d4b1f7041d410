import { createTranslator } from "next-intl";
import { messagesOf } from "./messages";
import type { Locale } from "./model";

export type Texts = ((key: string, values?: Record<string, string>) => string) & { has(key: string): boolean };

const kept = new Map<string, Texts>();

/**
 * The texts of one namespace, read once and kept: next-intl's own `getTranslations` reads every message anew for each request, which
 * public pages would pay for with each visitor. For those pages; dates and amounts are given as text.
 */
export function textsOf(locale: Locale, namespace: string): Texts {
  const key = `${locale} ${namespace}`;
  const known = kept.get(key);
  if (known) return known;
  const made = createTranslator({ locale, messages: messagesOf(locale), namespace, timeZone: "UTC" } as Options);
  kept.set(key, made as Texts);
  return made as Texts;
}

type Options = Parameters<typeof createTranslator>[0];
