/** The languages in which people read and write amounts here. */
export const MONEY_LANGUAGES = ["en", "fr", "es"] as const;
export type MoneyLanguage = (typeof MONEY_LANGUAGES)[number];

/**
 * How figures are written per language, for clients of North American firms: French with comma and spaces, as in Canada; Spanish
 * with point and commas, as in the United States and Mexico, so that one firm's amounts never differ by a factor of a hundred
 * between two readers.
 */
export const NUMBER_STYLES = {
  en: { intl: "en-US", group: ",", decimal: "." },
  fr: { intl: "fr-CA", group: " ", decimal: "," },
  es: { intl: "es-US", group: ",", decimal: "." },
} as const satisfies Record<MoneyLanguage, { intl: string; group: string; decimal: string }>;

/** The language of a locale tag ("fr-CA" is "fr"); English for one we do not have. */
export function languageOf(locale: string): MoneyLanguage {
  const tag = locale.toLowerCase().split(/[-_]/)[0];
  return MONEY_LANGUAGES.find((language) => language === tag) ?? "en";
}
