import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_LOCALE, isLocale, LOCALES, nameLanguage, preferredLocale } from "./model";

describe("preferredLocale", () => {
  it.each([
    [null, null],
    ["", null],
    ["en", "en"],
    ["fr-CA", "fr"],
    ["ES-mx", "es"],
    ["de, fr;q=0.8, en;q=0.5", "fr"],
    ["en;q=0.5, fr;q=0.8", "fr"],
    ["en;q=0.8, fr;q=0.8", "en"],
    ["de-DE,de;q=0.9", null],
    ["fr;q=0", null],
    ["fr;q=0, es;q=0.1", "es"],
    ["fr ; q=0.3 , es ; q=0.4", "es"],
    ["est, fra", null],
    ["*", null],
    ["fr;q=lots, en", "en"],
    [",,;q=1", null],
  ])("%s: %s", (header, expected) => {
    expect(preferredLocale(header)).toBe(expected);
  });

  it("is one of ours or null for any header", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const locale = preferredLocale(header);
        expect(locale === null || isLocale(locale)).toBe(true);
      }),
    );
  });
});

it("knows its own languages and nothing else", () => {
  expect(LOCALES.every(isLocale)).toBe(true);
  expect(DEFAULT_LOCALE).toBe("en");
  for (const value of ["EN", "de", "", null, undefined, 1, ["en"]]) expect(isLocale(value)).toBe(false);
});

describe("nameLanguage", () => {
  it.each([
    ["fr", "en", "French"],
    ["fr", "fr", "français"],
    ["en", "es", "inglés"],
  ] as const)("names %s for readers of %s", (locale, reader, name) => {
    expect(nameLanguage(locale, reader)).toBe(name);
  });
});
