import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_BASIS_POINTS, STATE_RULES, STATES, type SurchargeRefusal, type SurchargeSettings } from "./model";
import {
  ceilingBasisPoints,
  claimCents,
  firstDayOf,
  problemsOf,
  readSurcharge,
  stateRuleOn,
  surchargeOfRefund,
  surchargeOn,
} from "./rules";

const DAY = "2026-05-20";
const ON: SurchargeSettings = {
  isEnabled: true,
  rateBasisPoints: 290,
  costBasisPoints: 300,
  state: "IL",
  noticeDate: "2026-03-01",
  disclosure: "Credit cards bear a surcharge of what we pay for them.",
  evidence: "Engagement letter of 2026, section 7",
};
const OPERATING = { kind: "operating", acceptsEcheck: true } as const;
const CREDIT = { kind: "card", funding: "credit" } as const;
const on = (over: Partial<Parameters<typeof surchargeOn>[0]> = {}) =>
  surchargeOn({ settings: ON, day: DAY, account: OPERATING, method: CREDIT, amountCents: 125_000, ...over });

describe("surchargeOn", () => {
  it("is a percentage, rounded half up once, shown with the total", () => {
    expect(on()).toEqual({ surchargeCents: 3_625, totalCents: 128_625, basisPoints: 290 });
    expect(on({ amountCents: 50 })).toEqual({ surchargeCents: 1, totalCents: 51, basisPoints: 290 });
    expect(on({ amountCents: 17 })).toBeNull();
  });

  it.each([
    ["S1 a debit card", { method: { kind: "card", funding: "debit" } }],
    ["S1 a prepaid card", { method: { kind: "card", funding: "prepaid" } }],
    ["S1 a card of which the gateway does not say", { method: { kind: "card" } }],
    ["S7 an eCheck", { method: { kind: "echeck" } }],
    ["T10 trust money", { account: { kind: "trust", acceptsEcheck: true } }],
    ["S7 an account without eCheck", { account: { kind: "operating", acceptsEcheck: false } }],
    ["off", { settings: { ...ON, isEnabled: false } }],
    ["S3 a state that forbids it", { settings: { ...ON, state: "CT" } }],
    ["S4 less than 30 days after the notice", { settings: { ...ON, noticeDate: "2026-04-21" } }],
    ["S9 no evidence", { settings: { ...ON, evidence: "" } }],
  ] as const)("never falls on: %s", (_name, over) => {
    expect(on(over)).toBeNull();
  });

  it("S3 ends by itself on the day a law changes, and follows it", () => {
    const colorado = { ...ON, state: "CO", rateBasisPoints: 200 };
    expect(on({ settings: colorado })?.basisPoints).toBe(200);
    expect(on({ settings: colorado, day: "2022-06-30" })).toBeNull();
    expect(on({ settings: { ...colorado, rateBasisPoints: 201 } })).toBeNull();
  });

  it("S2 is never above 3 %, what the card costs, or the state's cap; for any setting", () => {
    const anything = fc.record({
      rateBasisPoints: fc.integer({ min: 0, max: 1_000 }),
      costBasisPoints: fc.integer({ min: 0, max: 1_000 }),
      state: fc.constantFrom("", ...STATES),
      amountCents: fc.integer({ min: 1, max: 99_999_999_999 }),
    });
    fc.assert(
      fc.property(anything, ({ amountCents, ...settings }) => {
        const found = on({ settings: { ...ON, ...settings }, amountCents });
        if (found === null) return;
        const rule = stateRuleOn(settings.state, DAY)?.rule;
        expect(found.basisPoints).toBeLessThanOrEqual(Math.min(MAX_BASIS_POINTS, settings.costBasisPoints));
        expect(rule?.kind).not.toBe("prohibited");
        if (rule?.kind === "cap") expect(found.basisPoints).toBeLessThanOrEqual(rule.maxBasisPoints);
        expect(found.totalCents - found.surchargeCents).toBe(amountCents);
        // As the database asks it.
        expect(BigInt(found.surchargeCents) * 10_000n < BigInt(amountCents) * 300n + 5_001n).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("problemsOf", () => {
  const refusals = (over: Partial<SurchargeSettings>, day = DAY) =>
    problemsOf({ ...ON, ...over }, day).map((each) => each.refusal);

  it.each<[Partial<SurchargeSettings>, SurchargeRefusal[]]>([
    [{}, []],
    [{ rateBasisPoints: 0 }, ["surcharge_rate_missing"]],
    [{ rateBasisPoints: 301, costBasisPoints: 400 }, ["surcharge_rate_too_high"]],
    [{ costBasisPoints: 0 }, ["surcharge_cost_missing"]],
    [{ costBasisPoints: 250 }, ["surcharge_above_cost"]],
    [{ state: "" }, ["surcharge_state_missing"]],
    [{ state: "MA" }, ["surcharge_state_prohibits"]],
    [{ state: "CO" }, ["surcharge_above_state"]],
    [{ state: "CO", rateBasisPoints: 200 }, []],
    [{ state: "NY" }, []],
    [{ noticeDate: "" }, ["surcharge_notice_missing"]],
    [{ noticeDate: "2026-04-21" }, ["surcharge_notice_too_new"]],
    [{ noticeDate: "2026-04-20" }, []],
    [{ disclosure: "" }, ["surcharge_disclosure_missing"]],
    [{ evidence: "" }, ["surcharge_evidence_missing"]],
    [{ isEnabled: false, state: "CT", rateBasisPoints: 999 }, []],
  ])("%o: %j", (over, expected) => {
    expect(refusals(over)).toEqual(expected);
  });

  it("S4 counts thirty days", () => {
    expect(firstDayOf("2026-04-20")).toBe("2026-05-20");
    expect(firstDayOf("2026-12-15")).toBe("2027-01-14");
  });
});

describe("the states", () => {
  it("have dated lines with a source, of known states", () => {
    for (const { state, from, source } of STATE_RULES) {
      expect(STATES).toContain(state);
      expect(from).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(source.length).toBeGreaterThan(5);
    }
  });

  it.each([
    ["CT", DAY, "prohibited"],
    ["ME", DAY, "prohibited"],
    ["PR", DAY, "prohibited"],
    ["NY", "2024-02-10", "prohibited"],
    ["NY", "2024-02-11", "actual_cost"],
    ["CO", "2022-07-01", "cap"],
    ["IL", DAY, undefined],
  ])("%s on %s: %s", (state, day, kind) => {
    expect(stateRuleOn(state, day)?.rule.kind).toBe(kind);
    expect(ceilingBasisPoints({ ...ON, state }, day) === 0).toBe(kind === "prohibited");
  });
});

describe("surchargeOfRefund (S6)", () => {
  it("gives back pro rata", () => {
    const payment = { amountCents: 128_625, surchargeCents: 3_625 };
    expect(surchargeOfRefund(payment, 0, 128_625)).toBe(3_625);
    expect(surchargeOfRefund(payment, 0, 64_313)).toBe(1_813);
    expect(surchargeOfRefund({ amountCents: 10_000, surchargeCents: 0 }, 0, 5_000)).toBe(0);
  });

  it("over any refunds together gives back neither more nor less than the surcharge of what went back", () => {
    const refunds = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(refunds, fc.integer({ min: 1, max: 300 }), (parts, basisPoints) => {
        const amountCents = parts.reduce((sum, cents) => sum + cents, 0);
        const surchargeCents = Math.floor((amountCents * basisPoints) / 10_300);
        let before = 0;
        let back = 0;
        for (const part of parts) {
          const share = surchargeOfRefund({ amountCents, surchargeCents }, before, part);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(part);
          before += part;
          back += share;
        }
        expect(back).toBe(surchargeCents);
        expect(claimCents({ amountCents, surchargeCents }) + back).toBe(amountCents);
      }),
      { numRuns: 2_000 },
    );
  });
});

it("reads what it cannot read as off", () => {
  for (const column of [{}, null, { isEnabled: true }, { ...ON, state: "XX" }, { ...ON, rateBasisPoints: "290" }])
    expect(readSurcharge(column).isEnabled).toBe(false);
  expect(readSurcharge(ON)).toEqual(ON);
});
