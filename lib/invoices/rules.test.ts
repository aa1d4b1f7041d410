import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumCents } from "@/lib/money/cents";
import { INVOICE_STATUSES, type LineFacts } from "./model";
import {
  ageOf,
  countsByYear,
  decideEnding,
  decideSending,
  dueDaysToRemind,
  figureInvoice,
  formatTaxRate,
  INVOICE_MOVES,
  isWithinBounds,
  statusOf,
  writeNumber,
} from "./rules";

const line = (facts: Partial<LineFacts>): LineFacts => ({
  description: "Research",
  quantityHundredths: 100,
  unitPriceCents: 10_000,
  discountBasisPoints: 0,
  isTaxable: false,
  itemId: null,
  ...facts,
});

describe("the figures of an invoice", () => {
  it.each<[string, Partial<LineFacts>, [number, number]]>([
    ["a price once", {}, [10_000, 0]],
    ["a tenth of an hour", { quantityHundredths: 10, unitPriceCents: 42_500 }, [4_250, 0]],
    ["half a cent goes up", { quantityHundredths: 50, unitPriceCents: 1 }, [1, 0]],
    ["less than half a cent goes away", { quantityHundredths: 49, unitPriceCents: 1 }, [0, 0]],
    ["a discount is taken of the rounded price", { unitPriceCents: 999, discountBasisPoints: 1_250 }, [999, 125]],
    ["all of it as a gift", { discountBasisPoints: 10_000 }, [10_000, 10_000]],
  ])("of %s", (_name, facts, [grossCents, discountCents]) => {
    expect(figureInvoice([line(facts)], 0).lines[0]).toMatchObject({ grossCents, discountCents, taxCents: 0 });
  });

  it("take the tax once of all that is taxed, so that three lines of 33 cents bear 9 cents and not 9 of each", () => {
    const third = line({ unitPriceCents: 33, isTaxable: true });
    const { lines, sums } = figureInvoice([third, line({ unitPriceCents: 5_000 }), third, third], 8_875);
    expect(lines.map(({ taxCents }) => taxCents)).toEqual([3, 0, 3, 3]);
    expect(sums).toEqual({ grossCents: 5_099, discountCents: 0, taxCents: 9, totalCents: 5_108 });
  });

  const lines = fc.array(
    fc.record({
      description: fc.constant("x"),
      quantityHundredths: fc.integer({ min: 1, max: 100_000 }),
      unitPriceCents: fc.integer({ min: 0, max: 10_000_000 }),
      discountBasisPoints: fc.integer({ min: 0, max: 10_000 }),
      isTaxable: fc.boolean(),
      itemId: fc.constant(null),
    }),
    { maxLength: 20 },
  );
  const rate = fc.integer({ min: 0, max: 100_000 });

  it("always add up: line by line, and to the whole", () => {
    fc.assert(
      fc.property(lines, rate, (facts, thousandths) => {
        fc.pre(isWithinBounds(facts, thousandths));
        const { lines: figured, sums } = figureInvoice(facts, thousandths);
        for (const name of ["grossCents", "discountCents", "taxCents"] as const)
          expect(sumCents(figured.map((each) => each[name]))).toBe(sums[name]);
        expect(sums.totalCents).toBe(sums.grossCents - sums.discountCents + sums.taxCents);
        for (const each of figured) {
          expect(each.discountCents).toBeGreaterThanOrEqual(0);
          expect(each.discountCents).toBeLessThanOrEqual(each.grossCents);
          expect(each.isTaxable || each.taxCents === 0).toBe(true);
        }
      }),
    );
  });

  it("bear a tax within half a cent of its rate", () => {
    fc.assert(
      fc.property(lines, rate, (facts, thousandths) => {
        fc.pre(isWithinBounds(facts, thousandths));
        const { lines: figured, sums } = figureInvoice(facts, thousandths);
        const taxed = sumCents(figured.map((each) => (each.isTaxable ? each.grossCents - each.discountCents : 0)));
        const off = BigInt(sums.taxCents) * 100_000n - BigInt(taxed) * BigInt(thousandths);
        expect(off > -50_000n && off <= 50_000n).toBe(true);
      }),
    );
  });
});

describe("the state of an invoice", () => {
  const base = { totalCents: 10_000, paidCents: 0, inTransitCents: 0, dueDate: "2026-05-04", viewedAt: null };
  it.each([
    ["nothing happened", {}, "2026-05-04", "sent"],
    ["opened", { viewedAt: new Date() }, "2026-05-04", "viewed"],
    ["a part paid", { paidCents: 1 }, "2026-05-04", "part_paid"],
    ["the day after it was due", { viewedAt: new Date() }, "2026-05-05", "overdue"],
    ["a part paid, late", { paidCents: 9_999 }, "2026-05-05", "overdue"],
    ["the rest on its way, late", { paidCents: 4_000, inTransitCents: 6_000 }, "2026-05-05", "part_paid"],
    ["all on its way, late", { inTransitCents: 10_000 }, "2026-05-05", "sent"],
    ["all paid, late", { paidCents: 10_000 }, "2026-05-05", "paid"],
  ] as const)("%s", (_name, change, today, wanted) => {
    expect(statusOf({ ...base, ...change }, today)).toBe(wanted);
  });

  it("moves only to states that follow from payments, and never out of its end", () => {
    expect(INVOICE_MOVES.cancelled).toEqual([]);
    expect(INVOICE_MOVES.written_off).toEqual([]);
    for (const from of INVOICE_STATUSES) expect(INVOICE_MOVES[from]).not.toContain("draft");
  });
});

describe("what may be done", () => {
  const sent = { status: "sent", totalCents: 10_000, balanceCents: 10_000, paidCents: 0, inTransitCents: 0 } as const;

  it("sends what asks for something, to somebody if by mail", () => {
    const of = (change: object, addresses: string[] = [], isMailed = false) =>
      decideSending({ ...sent, ...change }, addresses, isMailed);
    expect(of({ status: "draft" })).toEqual({ ok: true });
    expect(of({ status: "draft", totalCents: 0 })).toEqual({ ok: false, refusal: "invoice_empty" });
    expect(of({}, [], true)).toEqual({ ok: false, refusal: "no_address" });
    expect(of({ status: "overdue" }, ["a@b.example"], true)).toEqual({ ok: true });
    for (const status of ["paid", "cancelled", "written_off"])
      expect(of({ status }, ["a@b.example"], true)).toEqual({ ok: false, refusal: "invoice_closed" });
  });

  it.each([
    ["cancelled", {}, false, null],
    ["cancelled", { status: "draft" }, false, null],
    ["cancelled", { status: "part_paid", paidCents: 1 }, false, "invoice_paid_on"],
    ["written_off", { status: "part_paid", paidCents: 1 }, false, null],
    ["written_off", { status: "draft" }, false, "invoice_not_sent"],
    ["written_off", { inTransitCents: 1 }, false, "invoice_being_paid"],
    ["cancelled", {}, true, "invoice_being_paid"],
    ["cancelled", { status: "paid" }, false, "invoice_closed"],
    ["written_off", { status: "written_off" }, false, "invoice_closed"],
  ] as const)("ends as %s of %j, being paid %s: %s", (to, change, isBeingPaid, refusal) => {
    const wanted = refusal ? { ok: false, refusal } : { ok: true };
    expect(decideEnding({ ...sent, ...change }, to, isBeingPaid)).toEqual(wanted);
  });

  it.each([
    ["2026-05-04", "not_due"],
    ["2026-05-03", "late_1_30"],
    ["2026-04-04", "late_1_30"],
    ["2026-04-03", "late_31_60"],
    ["2026-03-05", "late_31_60"],
    ["2026-03-04", "late_61_90"],
    ["2026-02-03", "late_61_90"],
    ["2026-02-02", "late_over_90"],
  ])("is of an age: due %s on May 4 is %s", (due, age) => expect(ageOf(due, "2026-05-04")).toBe(age));

  it("reminds before, on and after the due day", () => {
    expect(dueDaysToRemind("2026-05-04", [-3, 0, 7])).toEqual(["2026-05-07", "2026-05-04", "2026-04-27"]);
  });
});

it("writes numbers as the firm wants them, and rates as people read them", () => {
  expect(writeNumber("INV-{year}-{number}", 42, 2026)).toBe("INV-2026-0042");
  expect(writeNumber("{number}", 12_345, 2026)).toBe("12345");
  expect([countsByYear("INV-{year}-{number}"), countsByYear("H{number}")]).toEqual([true, false]);
  expect([formatTaxRate(8_875, "en"), formatTaxRate(20_000, "fr")]).toEqual(["8.875%", "20\u00a0%"]);
});
