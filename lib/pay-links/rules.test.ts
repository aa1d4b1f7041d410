import { describe, expect, it } from "vitest";
import { fillMessage, messageFields, messageParts } from "./rules";

const KNOWN = { recipient: "Elena Marsh", invoice: "204118", amount: "$1,250.00", dueDate: "Oct 31, 2026" };
const NONE = { recipient: "", invoice: "", amount: "", dueDate: "" };
const FIRM = "Dear {recipient}, use this page to pay invoice {invoice}. Call (212) 555-0142 with any question.";

describe("a message", () => {
  it.each([
    [
      "fills every field",
      "Dear {recipient}: {invoice}, {amount}, due {due date}.",
      KNOWN,
      "Dear Elena Marsh: 204118, $1,250.00, due Oct 31, 2026.",
    ],
    [
      "leaves out a sentence that names what there is not",
      "Invoice {invoice}. Due {due date}. Thank you.",
      { ...KNOWN, dueDate: "" },
      "Invoice 204118. Thank you.",
    ],
    ["says nothing when the greeting would be lost", FIRM, { ...KNOWN, invoice: "" }, ""],
    ["says nothing without a recipient to greet", FIRM, { ...KNOWN, recipient: "" }, ""],
    ["says nothing when every sentence is lost", "Pay {invoice}. Pay {amount}.", NONE, ""],
    ["keeps what names nothing", "Thank you for your trust.", NONE, "Thank you for your trust."],
    [
      "keeps lines apart",
      "Dear {recipient},\n\ninvoice {invoice}\n\nYours",
      { ...KNOWN, invoice: "" },
      "Dear Elena Marsh,\n\n\nYours",
    ],
    [
      "does not fill what a value brings along",
      "{recipient}. {amount}.",
      { ...KNOWN, recipient: "{amount}" },
      "{amount}. $1,250.00.",
    ],
    ["leaves unknown words in braces alone", "Hello {you}, {recipient}.", KNOWN, "Hello {you}, Elena Marsh."],
    [
      "is not cut within an amount or an address",
      "See 3.5 at pay.example of {invoice}.",
      KNOWN,
      "See 3.5 at pay.example of 204118.",
    ],
  ])("%s", (_name, template, values, expected) => {
    expect(fillMessage(template, values)).toBe(expected);
  });

  it("marks what is still to be typed", () => {
    expect(messageParts(FIRM, { ...KNOWN, recipient: null })).toEqual([
      { kind: "text", text: "Dear " },
      { kind: "missing", field: "recipient" },
      { kind: "text", text: ", use this page to pay invoice " },
      { kind: "text", text: "204118" },
      { kind: "text", text: ". " },
      { kind: "text", text: "Call (212) 555-0142 with any question." },
    ]);
  });

  it("names its fields once each", () => {
    expect(messageFields("{recipient} {invoice} {recipient} {due date} {other}")).toEqual([
      "recipient",
      "invoice",
      "dueDate",
    ]);
    expect(messageFields("")).toEqual([]);
  });
});
