import type { Locale } from "@/lib/i18n/model";

/** What a firm adds to its receipts: a sentence or two below what happened to the money, and small print at the end. */
export type ReceiptWords = { message: string; footer: string };

/** Empty texts are not written yet. */
export type ReceiptTexts = Readonly<Record<Locale, ReceiptWords>>;

/** So that a receipt with them still fits one page. */
export const MAX_MESSAGE = 300;
export const MAX_FOOTER = 300;
