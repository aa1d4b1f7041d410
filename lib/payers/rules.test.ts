import { describe, expect, it } from "vitest";
import type { PayerFacts } from "./model";
import { changedFacts, completeName, holdsCardNumber } from "./rules";
import { CreatePayerInput, factsOfForm, PayerForm, splitRefs } from "./schemas";

describe("a payer's name", () => {
  it.each([
    [{ kind: "person", name: "", givenName: "Elena", familyName: "Marsh" }, "Elena Marsh"],
    [{ kind: "person", name: "Ignored", givenName: "", familyName: "Marsh" }, "Marsh"],
    [{ kind: "person", name: "Elena Marsh", givenName: " ", familyName: "" }, "Elena Marsh"],
    [{ kind: "business", name: " Bluewater ", givenName: "Elena", familyName: "Marsh" }, "Bluewater"],
    [{ kind: "business", name: "", givenName: "Elena", familyName: "Marsh" }, ""],
  ] as const)("of %o is %s", (facts, name) => {
    expect(completeName(facts)).toBe(name);
  });
});

describe("a text that holds a card number", () => {
  it.each([
    ["4242 4242 4242 4242", true],
    ["card 4242424242424242, call her", true],
    ["5555-5555-5555-4444", true],
    ["378282246310005", true],
    ["4242 4242 4242 4241", false],
    ["invoice 204118, matter 10427-0003", false],
    ["+1 212 555 0142 or 212 555 0143", false],
    ["0000 0000 0000 0000", false],
    ["", false],
  ])("%s: %s", (text, isNumber) => {
    expect(holdsCardNumber(text)).toBe(isNumber);
  });
});

const FORM = {
  kind: "person",
  name: "Left from before",
  givenName: " Elena ",
  familyName: "Marsh",
  emails: "elena@marsh.example; office@marsh.example, Elena@Marsh.example",
  phone: "",
  line1: "1 Harbor Way",
  city: "Portland",
  country: "US",
  clientRefs: "10427, 10428;10427",
  notes: "",
  locale: "en",
  customFields: {},
};

describe("what a program gives", () => {
  it("keeps an address once, whatever its capitals, as it stood first", () => {
    const input = {
      familyName: "Marsh",
      emails: ["Elena@marsh.example", "elena@marsh.example"],
      requestKey: "12345678",
    };
    expect(CreatePayerInput.parse(input).emails).toEqual(["Elena@marsh.example"]);
  });
});

describe("the payer form", () => {
  it("becomes facts: several addresses and references apart, each once, nothing of the other kind", () => {
    const facts = factsOfForm(PayerForm.parse(FORM));
    expect(facts).toMatchObject({
      name: "",
      givenName: "Elena",
      familyName: "Marsh",
      emails: ["elena@marsh.example", "office@marsh.example"],
      clientRefs: ["10427", "10428"],
      address: { line1: "1 Harbor Way", line2: "", city: "Portland", country: "US" },
    });
    expect(factsOfForm(PayerForm.parse({ ...FORM, kind: "business", name: "Bluewater" }))).toMatchObject({
      name: "Bluewater",
      givenName: "",
      familyName: "",
    });
  });

  it.each([
    ["no name of a person", { givenName: "", familyName: " " }, "familyName", "payer_name_missing"],
    ["no name of a business", { kind: "business", name: "" }, "name", "payer_name_missing"],
    ["an address without its end", { emails: "elena@marsh" }, "emails", "email_invalid"],
    ["a country of nowhere", { country: "XX" }, "country", "country_unknown"],
    ["a card number in the notes", { notes: "hers: 4242 4242 4242 4242" }, "notes", "card_number_in_text"],
    ["too long a name", { familyName: "x".repeat(61) }, "familyName", "text_too_long"],
  ])("refuses %s where it stands", (_what, change, path, message) => {
    const { error } = PayerForm.safeParse({ ...FORM, ...change });
    expect(error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([[path, message]]);
  });

  it("reads references however they are separated", () => {
    expect(splitRefs(" 1;2, 3 ,,;")).toEqual(["1", "2", "3"]);
  });
});

it("what differs between two records is told once, whatever the order of keys", () => {
  const before: PayerFacts = {
    ...{ kind: "person", name: "A", givenName: "", familyName: "A", emails: ["a@b.example"], phone: "" },
    address: { line1: "", line2: "", city: "Rye", region: "NY", postalCode: "", country: "US" },
    ...{ clientRefs: [], notes: "", locale: "en", customFields: { a: "1", b: "2" } },
  };
  const after: PayerFacts = { ...before, phone: "1", customFields: { b: "2", a: "1" } };
  expect(changedFacts(before, after)).toEqual({ before: { phone: "" }, after: { phone: "1" } });
});
