import { LOCALES, type Locale } from "@/lib/i18n/model";
import type { ReceiptTexts, ReceiptWords } from "./model";

/** The texts as they were kept; whatever is no text is empty. */
export function readReceiptTexts(column: unknown): ReceiptTexts {
  const of = (locale: Locale): ReceiptWords => {
    const kept = recordOf(recordOf(column)[locale]);
    return { message: textOf(kept.message), footer: textOf(kept.footer) };
  };
  return { en: of("en"), fr: of("fr"), es: of("es") };
}

/**
 * What stands on a receipt in a language. A text that the firm did not write in it stands in the firm's own language: rather that than
 * none. Thanks for a payment that came back would be wrong, so `isHeld` false leaves the message out.
 */
export function receiptWordsFor(
  firm: { receiptTexts: unknown; locale: Locale },
  { locale, isHeld }: { locale: Locale; isHeld: boolean },
): ReceiptWords {
  const texts = readReceiptTexts(firm.receiptTexts);
  const pick = (name: keyof ReceiptWords) => texts[locale][name] || texts[firm.locale][name];
  return { message: isHeld ? pick("message") : "", footer: pick("footer") };
}

/** In how many languages something was written. */
export function countWritten(texts: ReceiptTexts): number {
  return LOCALES.filter((locale) => texts[locale].message !== "" || texts[locale].footer !== "").length;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
