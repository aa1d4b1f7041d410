import type { Locale } from "@/lib/i18n/model";
import { en } from "@/messages/en";
import { es } from "@/messages/es";
import { fr } from "@/messages/fr";

export type Messages = typeof en;

const CATALOGUES: Record<Locale, Messages> = { en, fr, es };

/** All texts of one language, by namespace. */
export function messagesOf(locale: Locale): Messages {
  return CATALOGUES[locale];
}
