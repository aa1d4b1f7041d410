import { createTranslator } from "next-intl";
import { messagesOf } from "./messages";
import type { Locale } from "./model";

export type Texts = ((key: string, values?: Values) => string) & { has(key: string): boolean };

type Values = Record<string, string>;

const kept = new Map<string, Texts>();

/**
 * The texts of one namespace, read once and kept: next-intl's own `getTranslations` reads every message anew for each request, which
 * public pages would pay for with each visitor. For those pages; dates and amounts are given as text.
 */
export function textsOf(locale: Locale, namespace: string): Texts {
  const key = `${locale} ${namespace}`;
  const known = kept.get(key);
  if (known) return known;
  const made = keepParts(
    createTranslator({ locale, messages: messagesOf(locale), namespace, timeZone: "UTC" } as Options) as Translator,
  );
  kept.set(key, made);
  return made;
}

type Options = Parameters<typeof createTranslator>[0];
type Translator = Texts & { raw(key: string): unknown };

// Text with names in braces and nothing else of ICU: no choice, no tag, no quotation.
const PLAIN = /^[^{}<']*(?:\{\w+\}[^{}<']*)*$/;

/**
 * Most messages only have names filled in. Those are cut up once and put together by hand: next-intl takes 3 µs for a text and 10 for
 * one with values, of which a payment page has thirty. Every other message, and one whose value is missing, is next-intl's.
 */
function keepParts(translate: Translator): Texts {
  const partsOf = new Map<string, readonly string[] | null>();
  const write = (key: string, values: Values = {}): string => {
    let parts = partsOf.get(key);
    if (parts === undefined) {
      parts = cutPlain(translate, key);
      partsOf.set(key, parts);
    }
    return (parts && fill(parts, values)) ?? translate(key, values);
  };
  return Object.assign(write, { has: (key: string) => translate.has(key) });
}

/** Text and names in turns, or null. */
function cutPlain(translate: Translator, key: string): readonly string[] | null {
  const message = translate.has(key) ? translate.raw(key) : null;
  return typeof message === "string" && PLAIN.test(message) ? message.split(/\{(\w+)\}/) : null;
}

function fill(parts: readonly string[], values: Values): string | null {
  let text = "";
  for (const [place, part] of parts.entries()) {
    const piece = place % 2 === 0 ? part : values[part];
    if (piece === undefined) return null;
    text += piece;
  }
  return text;
}
