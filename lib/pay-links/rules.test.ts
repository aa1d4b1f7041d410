import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PAYMENT_STATUSES, type PaymentStatus } from "@/lib/payments/model";
import { holdsClaim } from "@/lib/payments/rules";
import type { StoredLinkStatus } from "./model";
import {
  decideLinkPayment,
  expiryOf,
  fillMessage,
  linkStatusAt,
  messageFields,
  messageParts,
  obligationOfLink,
  publicStateAt,
} from "./rules";

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

const EXPIRES = new Date("2026-06-03T15:00:00.000Z");
const BEFORE = new Date(EXPIRES.getTime() - 1);

type Case = { status: StoredLinkStatus; lastAttempt: PaymentStatus | null; challengeUrl?: string };
const linkOf = ({ status, lastAttempt, challengeUrl = "" }: Case) => ({
  status,
  lastAttempt,
  challengeUrl,
  expiresAt: EXPIRES,
});

describe("a link", () => {
  it.each<[StoredLinkStatus, PaymentStatus | null, string, string, string, string]>([
    // stored, last attempt, staff before and after expiry, client before and after expiry
    ["open", null, "outstanding", "expired", "payable", "expired"],
    ["open", "created", "outstanding", "outstanding", "processing", "processing"],
    ["open", "processing", "outstanding", "outstanding", "processing", "processing"],
    ["open", "unknown", "outstanding", "outstanding", "checking", "checking"],
    ["open", "declined", "outstanding", "expired", "payable", "expired"],
    ["open", "error", "outstanding", "expired", "payable", "expired"],
    ["paid", "approved", "payment_received", "payment_received", "paid", "paid"],
    ["paid", "settled", "payment_received", "payment_received", "paid", "paid"],
    ["paid", "pending", "payment_received", "payment_received", "clearing", "clearing"],
    ["paid", "refunded", "payment_received", "payment_received", "refunded", "refunded"],
    ["paid", "returned", "payment_received", "payment_received", "returned", "returned"],
    ["paid", "voided", "payment_received", "payment_received", "voided", "voided"],
    ["paid", "dispute_lost", "payment_received", "payment_received", "returned", "returned"],
    ["paid", "disputed", "payment_received", "payment_received", "paid", "paid"],
    ["paid", "partially_refunded", "payment_received", "payment_received", "partly_refunded", "partly_refunded"],
    ["cancelled", null, "cancelled", "cancelled", "cancelled", "cancelled"],
    ["cancelled", "declined", "cancelled", "cancelled", "cancelled", "cancelled"],
  ])("%s after %s: staff see %s, later %s; the client %s, later %s", (...row) => {
    const [status, lastAttempt, staff, staffLater, client, clientLater] = row;
    const link = linkOf({ status, lastAttempt });
    expect([linkStatusAt(link, BEFORE), linkStatusAt(link, EXPIRES)]).toEqual([staff, staffLater]);
    expect([publicStateAt(link, BEFORE), publicStateAt(link, EXPIRES)]).toEqual([client, clientLater]);
  });

  it("that waits for the bank's question leads there, also after a lost answer", () => {
    for (const lastAttempt of ["processing", "unknown"] as const)
      expect(publicStateAt(linkOf({ status: "open", lastAttempt, challengeUrl: "/c" }), EXPIRES)).toBe("action");
  });

  it("is never offered for payment while its claim is held, nor after it was closed", () => {
    const statuses = fc.constantFrom<StoredLinkStatus>("open", "paid", "cancelled");
    const attempts = fc.option(fc.constantFrom(...PAYMENT_STATUSES), { nil: null });
    fc.assert(
      fc.property(statuses, attempts, fc.constantFrom("", "/c"), fc.date({ noInvalidDate: true }), (...values) => {
        const [status, lastAttempt, challengeUrl, now] = values;
        const state = publicStateAt(linkOf({ status, lastAttempt, challengeUrl }), now);
        const isOpen = lastAttempt === "created" || lastAttempt === "processing" || lastAttempt === "unknown";
        if (isOpen || status !== "open" || now >= EXPIRES) expect(state).not.toBe("payable");
        if (lastAttempt !== null && holdsClaim(lastAttempt) && status === "open")
          expect(linkStatusAt(linkOf({ status, lastAttempt }), now)).toBe("outstanding");
        // What the page offers, the verb accepts.
        if (state === "payable") expect(decideLinkPayment(linkOf({ status, lastAttempt }), now)).toEqual({ ok: true });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("decideLinkPayment", () => {
  it.each([
    ["open", BEFORE, { ok: true }],
    ["open", EXPIRES, { ok: false, refusal: "link_expired" }],
    ["paid", BEFORE, { ok: false, refusal: "link_paid" }],
    ["paid", EXPIRES, { ok: false, refusal: "link_paid" }],
    ["cancelled", BEFORE, { ok: false, refusal: "link_cancelled" }],
    ["cancelled", EXPIRES, { ok: false, refusal: "link_cancelled" }],
  ] as const)("%s at %s", (status, now, expected) => {
    expect(decideLinkPayment({ status, expiresAt: EXPIRES }, now)).toEqual(expected);
  });
});

it("names one claim per link, and counts days of 24 hours", () => {
  expect(obligationOfLink("lnk_1")).toBe("link:lnk_1");
  expect(expiryOf(new Date("2026-03-07T17:00:00Z"), 30)).toEqual(new Date("2026-04-06T17:00:00Z"));
});
