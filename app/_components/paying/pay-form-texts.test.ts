import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { payFormTexts } from "./pay-form-texts";

const NAMES = { amount: "$1,250.00", challengeAmount: "$900.00", authorize: "I authorize", cardNote: "" };
/** None of it is a sign to us. */
const ODD_FIRM = "O’Neil & {amount} $& <b> {firm}";

describe("payFormTexts", () => {
  it.each(LOCALES)("fills in what the catalogue would (%s)", (locale) => {
    const t = textsOf(locale, "payForm");
    expect(payFormTexts(locale, { ...NAMES, firm: ODD_FIRM })).toMatchObject({
      pay: t("pay", { amount: "$1,250.00" }),
      challengeText: t("challengeText", { amount: "$900.00", firm: ODD_FIRM }),
      note: t("note"),
      authorize: "I authorize",
    });
  });

  it("says of a surcharge instead of that no fee is added", () => {
    expect(payFormTexts("en", { ...NAMES, firm: "A", cardNote: "A surcharge of 3%." }).note).toBe("A surcharge of 3%.");
  });
});
