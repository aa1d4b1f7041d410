import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { alertValues } from "./alert-values";

const textsIn = (locale: (typeof LOCALES)[number]) => ({
  refusals: textsOf(locale, "postings.layoutRefusal") as never,
  reports: textsOf(locale, "payments.report") as never,
});

describe("the sentence of a posting file that was not delivered", () => {
  const sentence = (locale: (typeof LOCALES)[number], failure: string, refusal = "") => {
    const detail = { number: "B-2026-000007", failure, refusal };
    const values = alertValues({ detail }, textsIn(locale));
    return textsOf(locale, "alerts")("kind.posting_failed.text", { ...values, missing: String(values.missing) });
  };

  it.each(LOCALES)("tells why in its own language: %s", (locale) => {
    for (const code of ["connector_down", "connector_slow"]) {
      expect(sentence(locale, code)).not.toContain(code);
      expect(sentence(locale, code)).not.toBe(sentence(locale, ""));
      if (locale !== "en") expect(sentence(locale, code)).not.toMatch(/service does not answer|in time/);
    }
    expect(sentence(locale, "No login for docketpay.")).toContain("No login for docketpay.");
    const refusal = JSON.stringify({ code: "no_root", field: null, detail: {} });
    const refused = sentence(locale, "No document.", refusal);
    expect(refused).toContain(textsOf(locale, "postings.layoutRefusal")("code.no_root"));
    expect(refused).not.toContain("No document. ");
  });
});

describe("the sentence of a report that was not mailed", () => {
  it.each(LOCALES)("names the report and what to do, in %s", (locale) => {
    const said = (detail: Record<string, string>) =>
      textsOf(locale, "alerts")("kind.report_failed.text", {
        ...alertValues({ detail }, textsIn(locale)),
        missing: "0",
      });
    const address = "books@hartwell.example";
    const own = { builtIn: "", report: "Trust money", address };
    for (const cause of ["mail", "file", "paused"]) {
      expect(said({ ...own, cause })).toContain("Trust money");
      expect(said({ ...own, cause }).includes(address)).toBe(cause !== "paused");
      expect(said({ cause, address, report: "", builtIn: "today" })).toContain(
        textsOf(locale, "payments.report")("today"),
      );
    }
    expect(new Set(["mail", "file", "paused"].map((cause) => said({ ...own, cause }))).size).toBe(3);
  });
});
