import { describe, expect, it } from "vitest";
import type { ADDRESS_PARTS, PublicPage } from "../model";
import { addressFieldOf, askedFields } from "../rules";
import { readEntries } from "./read-entries";

type Given = Partial<Record<(typeof ADDRESS_PARTS)[number], string>>;

const pageOf = (isRequired: boolean | null): Pick<PublicPage, "amount" | "fields" | "currency"> => ({
  amount: { kind: "fixed", amountCents: 100 },
  currency: "USD",
  fields: askedFields(isRequired === null ? [] : [{ key: "address", isRequired }], [], false),
});

function read(given: Given, isRequired: boolean | null = true) {
  const parts = Object.entries(given).map(([part, value]) => [addressFieldOf(part as never), value]);
  return readEntries(pageOf(isRequired), { name: "Elena Marsh", ...Object.fromEntries(parts) }, "en");
}
const addressOf = (...of: Parameters<typeof read>) => {
  const entries = read(...of);
  return entries.ok ? entries.entries.billingAddress : entries.problems;
};
const NEW_YORK = { line1: "118 Chambers Street", city: "New York", region: "NY", postalCode: "10007", country: "US" };

describe("the address that a visitor gives", () => {
  it("is kept part by part", () => {
    expect(addressOf(NEW_YORK)).toEqual({ ...NEW_YORK, line2: "" });
  });

  it("is not taken where it is not asked for, and none where nothing was given", () => {
    expect(addressOf(NEW_YORK, null)).toBeNull();
    expect(addressOf({}, false)).toBeNull();
    expect(addressOf({ line1: "  " }, false)).toBeNull();
    expect(addressOf({ city: "Lyon" }, false)).toMatchObject({ city: "Lyon", country: "" });
  });

  it("has what a letter needs where it must be given; state and code where letters go by them", () => {
    const missing = (path: string) => ({ path: `address.${path}`, message: "field_missing" });
    expect(addressOf({})).toEqual([missing("line1"), missing("city"), missing("country")]);
    expect(addressOf({ ...NEW_YORK, region: "", postalCode: "" })).toEqual([missing("region"), missing("postalCode")]);
    expect(addressOf({ line1: "8 Queen's Road", city: "Central", country: "HK" })).toMatchObject({ country: "HK" });
  });

  it.each<[Given, string, string]>([
    [{ country: "XX" }, "address.country", "choice_unknown"],
    [{ line1: "4242 4242 4242 4242" }, "address.line1", "card_number_in_text"],
    [{ line2: "x".repeat(121) }, "address.line2", "text_too_long"],
    [{ postalCode: "1".repeat(21) }, "address.postalCode", "text_too_long"],
  ])("%o is refused by its name", (change, path, message) => {
    expect(addressOf({ ...NEW_YORK, ...change })).toEqual([{ path, message }]);
  });
});
