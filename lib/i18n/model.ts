/** The languages of every screen, mail and receipt. The first is the one that others fall back to. */
export const LOCALES = ["en", "fr", "es"] as const;
export type Locale = (typeof LOCALES)[number];
/** Each in its own words, as its readers look for it. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { en: "English", fr: "Français", es: "Español" };
/** The same in the middle of a sentence: "français" in "Message en français". */
export function nameLanguage(locale: Locale, readerLocale: Locale): string {
  return new Intl.DisplayNames([readerLocale], { type: "language" }).of(locale) ?? LANGUAGE_NAMES[locale];
}
export const DEFAULT_LOCALE: Locale = "en";

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (LOCALES as readonly string[]).includes(value);
}

/** The first known language of an Accept-Language header, or null. */
export function preferredLocale(acceptLanguage: string | null): Locale | null {
  if (!acceptLanguage) return null;
  const wanted = acceptLanguage
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return {
        language: (tag.trim().split("-")[0] ?? "").toLowerCase(),
        weight: weight ? Number(weight.trim().slice(2)) : 1,
      };
    })
    // q=0 means "not this one".
    .filter((entry) => entry.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wanted.map((entry) => entry.language).find(isLocale) ?? null;
}
