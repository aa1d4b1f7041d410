import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { PAYMENT_STATUSES } from "@/lib/payments/model";
import { holdsClaim } from "@/lib/payments/rules";
import { readEntries } from "./internal/read-entries";
import type { AmountRule, PublicPage } from "./model";
import {
  addressKeyOf,
  askedFields,
  choiceKeyOf,
  decideAmount,
  decideSubmissionPayment,
  siteOriginOf,
  submissionStateAt,
  wasTaken,
} from "./rules";

const cents = fc.integer({ min: 1, max: MAX_AMOUNT_CENTS });

describe("what a page asks for", () => {
  it("is its fixed amount, whatever the browser says", () => {
    fc.assert(
      fc.property(cents, fc.option(fc.integer()), fc.string(), (fixed, amountCents, choice) => {
        const decided = decideAmount({ kind: "fixed", amountCents: fixed }, { amountCents, choice });
        expect(decided).toEqual({ ok: true, amountCents: fixed, title: "" });
      }),
    );
  });

  it("is what was chosen only within the page's bounds", () => {
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: -1_000, max: MAX_AMOUNT_CENTS * 2 }), (a, b, amountCents) => {
        const rule = { kind: "chosen", leastCents: Math.min(a, b), mostCents: Math.max(a, b) } as const;
        const decided = decideAmount(rule, { amountCents, choice: "" });
        const isWithin = amountCents >= rule.leastCents && amountCents <= rule.mostCents;
        expect(decided.ok).toBe(isWithin);
        if (decided.ok) expect(decided.amountCents).toBe(amountCents);
      }),
    );
  });

  it("is one of its list with the amount of that line, never another", () => {
    const choice = fc.record({ label: fc.string({ minLength: 1 }), amountCents: cents });
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1 }), fc.nat(), cents, (choices, at, amountCents) => {
        const rule: AmountRule = { kind: "list", choices };
        const chosen = choices[at % choices.length];
        if (!chosen) return;
        const decided = decideAmount(rule, { amountCents, choice: choiceKeyOf(chosen) });
        expect(decided).toEqual({ ok: true, amountCents: chosen.amountCents, title: chosen.label });
        const forged = choiceKeyOf({ ...chosen, amountCents: chosen.amountCents + 1 });
        const isAnother = choices.some((one) => choiceKeyOf(one) === forged);
        expect(decideAmount(rule, { amountCents, choice: forged }).ok).toBe(isAnother);
      }),
    );
  });

  it.each([[null], [0], [-5], [0.5], [Number.NaN], [MAX_AMOUNT_CENTS + 1]])("is never %s", (amountCents) => {
    const rule = { kind: "chosen", leastCents: null, mostCents: null } as const;
    expect(decideAmount(rule, { amountCents, choice: "" }).ok).toBe(false);
  });
});

const field = (changes: Partial<CustomFieldView>): CustomFieldView => ({
  ...{ id: "fld_1", module: "payment", label: "Practice", kind: "choice", options: ["Tax", "Family"] },
  ...{ isRequired: false, isArchived: false },
  ...changes,
});

describe("the questions of a page", () => {
  it("are those that are set, in their order; trust always asks for client and matter", () => {
    const settings = [
      { key: "message", isRequired: false },
      { key: "email", isRequired: true },
    ];
    expect(askedFields(settings, [], false).map(({ key }) => key)).toEqual(["email", "message"]);
    expect(askedFields(settings, [], true)).toEqual([
      { kind: "built_in", key: "email", isRequired: true },
      { kind: "built_in", key: "clientRef", isRequired: true },
      { kind: "built_in", key: "matterRef", isRequired: true },
      { kind: "built_in", key: "message", isRequired: false },
    ]);
  });

  it("ask for no field that was archived, and require what is required everywhere", () => {
    const settings = [{ key: "fld_1", isRequired: false }];
    expect(askedFields(settings, [field({ isArchived: true })], false)).toEqual([]);
    expect(askedFields(settings, [field({ isRequired: true })], false)[0]).toMatchObject({ isRequired: true });
    expect(askedFields([], [field({ isRequired: true })], false)).toEqual([]);
  });
});

describe("what a visitor typed", () => {
  const page: Pick<PublicPage, "amount" | "fields" | "currency"> = {
    amount: { kind: "chosen", leastCents: 100, mostCents: 500_000 },
    currency: "USD",
    fields: askedFields(
      [
        { key: "email", isRequired: true },
        { key: "invoiceNumber", isRequired: false },
        { key: "fld_1", isRequired: false },
      ],
      [field({})],
      false,
    ),
  };
  const good = { amount: "1,250.00", name: " Elena Marsh ", email: "elena@bluewater.example" };

  it("is read by the page's rules alone; what it does not ask for is not taken", () => {
    const typed = { ...good, matterRef: "1", message: "hello", fld_1: "Tax", fld_2: "x", amountCents: "1" };
    expect(readEntries(page, typed, "en")).toEqual({
      ok: true,
      entries: {
        ...{ amountCents: 125_000, title: "", payerName: "Elena Marsh", email: "elena@bluewater.example", phone: "" },
        ...{ invoiceNumber: "", clientRef: "", matterRef: "", message: "", customFields: { fld_1: "Tax" } },
        billingAddress: null,
        ...{ taxCents: 0, lines: [] },
      },
    });
    expect(readEntries(page, { ...good, amount: "1 250,00" }, "fr")).toMatchObject({
      entries: { amountCents: 125_000 },
    });
  });

  it.each([
    [{ amount: "" }, "amount", "amount_missing"],
    [{ amount: "ten" }, "amount", "amount_unreadable"],
    [{ amount: "0.99" }, "amount", "amount_below_least"],
    [{ amount: "5,000.01" }, "amount", "amount_above_most"],
    [{ name: " " }, "name", "field_missing"],
    [{ email: "" }, "email", "field_missing"],
    [{ email: "elena" }, "email", "email_invalid"],
    [{ invoiceNumber: "4242 4242 4242 4242" }, "invoiceNumber", "card_number_in_text"],
    [{ invoiceNumber: "1".repeat(61) }, "invoiceNumber", "text_too_long"],
    [{ fld_1: "Golf" }, "fld_1", "choice_unknown"],
  ])("%o is refused by its name", (change, path, message) => {
    expect(readEntries(page, { ...good, ...change }, "en")).toEqual({ ok: false, problems: [{ path, message }] });
  });
});

describe("what was filled in", () => {
  const now = new Date("2026-05-04T15:00:00Z");
  const open = { status: "open" as const, expiresAt: new Date(now.getTime() + 1), challengeUrl: "", isSoldOut: false };

  it("is never charged again once money was taken, wherever that is now", () => {
    for (const lastAttempt of PAYMENT_STATUSES) {
      const mayCharge = decideSubmissionPayment({ ...open, lastAttempt }, now).ok;
      expect([lastAttempt, mayCharge]).toEqual([lastAttempt, !wasTaken(lastAttempt)]);
      // What the claim lets through besides, it holds itself.
      if (mayCharge && !holdsClaim(lastAttempt)) expect(["declined", "error"]).toContain(lastAttempt);
      if (wasTaken(lastAttempt)) expect(submissionStateAt({ ...open, lastAttempt }, now)).not.toBe("payable");
    }
  });

  it.each([
    [{ lastAttempt: null }, "payable"],
    [{ lastAttempt: "declined" }, "payable"],
    [{ lastAttempt: null, expiresAt: now }, "expired"],
    [{ lastAttempt: "declined", isSoldOut: true }, "sold_out"],
    [{ lastAttempt: "processing", isSoldOut: true }, "processing"],
    [{ lastAttempt: "settled", isSoldOut: true }, "paid"],
    [{ lastAttempt: null, status: "replaced" }, "replaced"],
    [{ lastAttempt: "processing" }, "processing"],
    [{ lastAttempt: "processing", challengeUrl: "/x" }, "action"],
    [{ lastAttempt: "unknown" }, "checking"],
    [{ lastAttempt: "pending" }, "clearing"],
    [{ lastAttempt: "settled", status: "replaced", expiresAt: now }, "paid"],
    [{ lastAttempt: "voided" }, "voided"],
    [{ lastAttempt: "dispute_lost" }, "returned"],
  ] as const)("%o is shown as %s", (change, state) => {
    expect(submissionStateAt({ ...open, ...change }, now)).toBe(state);
  });
});

describe("a site that may frame a page", () => {
  it.each([
    ["www.hartwell.example", "https://www.hartwell.example"],
    ["https://www.hartwell.example/pay?x=1", "https://www.hartwell.example"],
    ["https://WWW.Hartwell.example:8443", "https://www.hartwell.example:8443"],
    ["http://localhost:3080", "http://localhost:3080"],
    ["http://www.hartwell.example", null],
    ["*", null],
    ["https://*.hartwell.example", null],
    ["'self'", null],
    ["https://a.example; script-src *", null],
    ["javascript:alert(1)", null],
    ["hartwell", null],
    ["https://user@hartwell.example", null],
  ])("%s is %s", (typed, origin) => {
    expect(siteOriginOf(typed)).toBe(origin);
  });

  it("and the page itself is found by its address in any case", () => {
    expect(addressKeyOf("Hartwell", "PAY")).toBe("hartwell/pay");
  });
});
