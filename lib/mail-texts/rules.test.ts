import { describe, expect, it } from "vitest";
import type { MergeField, MergeValues } from "./model";
import { fieldsOf, fillOpening, fillSubject, findTextFault, openLetter } from "./rules";

const VALUES: MergeValues = {
  recipient: "Elena Marsh",
  firm: "Hartwell & Lowe LLP",
  invoice: "204118",
  "due date": "",
};
const FIELDS: MergeField[] = ["recipient", "firm", "invoice", "due date"];

describe("findTextFault", () => {
  it.each<[string, ReturnType<typeof findTextFault>]>([
    ["Dear {recipient}, about {invoice}, due {due date}", null],
    ["No field at all", null],
    ["Dear {client}", { kind: "unknown_field", near: "{client}" }],
    ["Dear {Recipient}", { kind: "unknown_field", near: "{Recipient}" }],
    ["Dear { recipient }", { kind: "unknown_field", near: "{ recipient }" }],
    ["Dear {}", { kind: "unknown_field", near: "{}" }],
    ["Dear {recipient, pay", { kind: "brace", near: "Dear {recipient," }],
    ["Dear recipient}", { kind: "brace", near: "ar recipient}" }],
    ["{{recipient}}", { kind: "brace", near: "{{recipient}" }],
  ])("of “%s”", (text, fault) => {
    expect(findTextFault(text, FIELDS)).toEqual(fault);
  });
});

it("offers the fields that a mail has, also those that are empty this time", () => {
  expect(fieldsOf(VALUES)).toEqual(["recipient", "firm", "invoice", "due date"]);
});

describe("fillOpening", () => {
  it.each([
    ["Dear {recipient},\n\nthis is about {invoice}.", "Dear Elena Marsh,\n\nthis is about 204118."],
    ["Thank you. It was due on {due date}. Call us.", "Thank you. Call us."],
    ["It was due on {due date}.", ""],
    ["{amount} is open.", ""],
  ])("of “%s”", (opening, filled) => {
    expect(fillOpening(opening, VALUES)).toBe(filled);
  });
});

it("gives a subject only when all that it names is there", () => {
  expect(fillSubject("Invoice {invoice} from {firm}", VALUES)).toBe("Invoice 204118 from Hartwell & Lowe LLP");
  expect(fillSubject("Due {due date}", VALUES)).toBeNull();
  expect(fillSubject("", VALUES)).toBeNull();
  // What a client is called is a value and never read again as a field.
  expect(fillSubject("For {recipient}", { ...VALUES, recipient: "{firm}" })).toBe("For {firm}");
});

describe("openLetter", () => {
  const letter = { subject: "Ours", paragraphs: ["Dear Elena Marsh,", "$1,250.00 was paid."] };
  const facts = { values: VALUES, greeting: "Dear Elena Marsh,", keepsSubject: false };

  it("takes the greeting's place and leaves what is said of the money", () => {
    const words = { subject: "Yours", opening: "Hello {recipient}.\n\nGood news." };
    expect(openLetter(letter, { ...facts, words })).toEqual({
      subject: "Yours",
      paragraphs: ["Hello Elena Marsh.", "Good news.", "$1,250.00 was paid."],
    });
  });

  it("stands above a letter without a greeting", () => {
    const paragraphs = ["$1,250.00 was paid."];
    const words = { subject: "", opening: "Hello." };
    expect(openLetter({ ...letter, paragraphs }, { ...facts, words }).paragraphs).toEqual(["Hello.", ...paragraphs]);
  });

  it("keeps our words where the firm has none, or says nothing that this mail has", () => {
    for (const opening of ["", "Due on {due date}."])
      expect(openLetter(letter, { ...facts, words: { subject: "Due {due date}", opening } })).toEqual(letter);
  });

  it("keeps a subject that says what words for every case would hide", () => {
    const words = { subject: "Paid", opening: "" };
    expect(openLetter(letter, { ...facts, words, keepsSubject: true }).subject).toBe("Ours");
  });
});
