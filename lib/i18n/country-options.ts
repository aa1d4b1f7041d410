import { COUNTRIES } from "@/lib/payers/model";

type Country = { value: string; label: string };

const kept = new Map<string, readonly Country[]>();

/** Every country by its name in the reader's language, in that language's order; made once for each. */
export function countryOptions(locale: string): readonly Country[] {
  const known = kept.get(locale);
  if (known) return known;
  const names = new Intl.DisplayNames([locale], { type: "region" });
  const made = COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) =>
    a.label.localeCompare(b.label, locale),
  );
  kept.set(locale, made);
  return made;
}
