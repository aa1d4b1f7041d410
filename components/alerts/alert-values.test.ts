import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { alertValues } from "./alert-values";

describe("the sentence of a posting file that was not delivered", () => {
  const sentence = (locale: (typeof LOCALES)[number], failure: string) => {
    const values = alertValues({ detail: { number: "B-2026-000007", failure } });
    return textsOf(locale, "alerts")("kind.posting_failed.text", { ...values, missing: String(values.missing) });
  };

  it.each(LOCALES)("tells why in its own language: %s", (locale) => {
    for (const code of ["connector_down", "connector_slow"]) {
      expect(sentence(locale, code)).not.toContain(code);
      expect(sentence(locale, code)).not.toBe(sentence(locale, ""));
      if (locale !== "en") expect(sentence(locale, code)).not.toMatch(/service does not answer|in time/);
    }
    expect(sentence(locale, "No login for docketpay.")).toContain("No login for docketpay.");
  });
});
