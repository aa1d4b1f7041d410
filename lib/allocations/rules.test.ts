import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_AMOUNT_CENTS, sumCents } from "@/lib/money/cents";
import { ALLOCATION_ORDERS, type AllocationInput, type AllocationLine } from "./model";
import { clientLinesOf, previewAllocation } from "./rules";

function invoice(id: string, outstandingCents: number, more: Partial<AllocationLine> = {}): AllocationLine {
  return { ...more, id, kind: "invoice", outstandingCents };
}

function trust(
  id: string,
  more: { outstandingCents?: number; manualCents?: number; date?: string } = {},
): AllocationLine {
  return { ...more, id, kind: "trust" };
}

type Case = [name: string, input: AllocationInput, amounts: number[], unappliedCents: number];

const cases: Case[] = [
  [
    "the example of the contract",
    {
      amountCents: 50,
      order: "oldest",
      lines: [invoice("a", 40, { date: "2026-02-01" }), invoice("b", 40, { date: "2026-01-01" })],
    },
    [10, 40],
    0,
  ],
  [
    "in the order given, dates or not",
    {
      amountCents: 50,
      order: "given",
      lines: [invoice("a", 40, { date: "2026-02-01" }), invoice("b", 40, { date: "2026-01-01" })],
    },
    [40, 10],
    0,
  ],
  [
    "ties stay as given",
    {
      amountCents: 30,
      order: "oldest",
      lines: [invoice("a", 20, { date: "2026-01-01" }), invoice("b", 20, { date: "2026-01-01" })],
    },
    [20, 10],
    0,
  ],
  [
    "a line without a date is last",
    { amountCents: 30, order: "oldest", lines: [invoice("a", 20), invoice("b", 20, { date: "2030-01-01" })] },
    [10, 20],
    0,
  ],
  ["more than all balances stays unapplied", { amountCents: 100, order: "given", lines: [invoice("a", 40)] }, [40], 60],
  ["nothing to apply", { amountCents: 0, order: "given", lines: [invoice("a", 40)] }, [0], 0],
  [
    "a line that owes nothing",
    { amountCents: 10, order: "given", lines: [invoice("a", 0), invoice("b", 10)] },
    [0, 10],
    0,
  ],
  ["no lines", { amountCents: 10, order: "oldest", lines: [] }, [], 10],
  [
    "a manual amount stands, the rest flows on",
    { amountCents: 50, order: "given", lines: [invoice("a", 40, { manualCents: 5 }), invoice("b", 40)] },
    [5, 40],
    5,
  ],
  [
    "manual 0 is manual",
    { amountCents: 50, order: "given", lines: [invoice("a", 40, { manualCents: 0 }), invoice("b", 40)] },
    [0, 40],
    10,
  ],
  [
    "a later manual amount is served before an earlier automatic line",
    { amountCents: 50, order: "given", lines: [invoice("a", 40), invoice("b", 40, { manualCents: 40 })] },
    [10, 40],
    0,
  ],
  [
    "trust is never filled",
    {
      amountCents: 50,
      order: "oldest",
      lines: [trust("t", { outstandingCents: 40, date: "2020-01-01" }), invoice("a", 40)],
    },
    [0, 40],
    10,
  ],
  [
    "trust gets what is manual",
    {
      amountCents: 50,
      order: "given",
      lines: [invoice("a", 40), trust("t", { outstandingCents: 40, manualCents: 40 })],
    },
    [10, 40],
    0,
  ],
  [
    "trust without a bound takes any manual amount",
    { amountCents: 500, order: "given", lines: [trust("t", { manualCents: 500 })] },
    [500],
    0,
  ],
  [
    "manual amounts may use up the whole",
    {
      amountCents: 60,
      order: "given",
      lines: [invoice("a", 40, { manualCents: 40 }), invoice("b", 40, { manualCents: 20 })],
    },
    [40, 20],
    0,
  ],
];

describe("allocation", () => {
  it.each(cases)("%s", (_name, input, amounts, unappliedCents) => {
    const lines = input.lines.map((line, index) => ({ id: line.id, amountCents: amounts[index] }));
    expect(previewAllocation(input)).toEqual({ ok: true, lines, unappliedCents });
  });

  it.each<[string, AllocationInput, string, string]>([
    [
      "a negative manual amount",
      { amountCents: 50, order: "given", lines: [invoice("a", 40), invoice("b", 40, { manualCents: -1 })] },
      "manual_negative",
      "lines.1.manualCents",
    ],
    [
      "a manual amount above its invoice",
      { amountCents: 50, order: "given", lines: [invoice("a", 40, { manualCents: 41 })] },
      "manual_above_outstanding",
      "lines.0.manualCents",
    ],
    [
      "a manual amount above the bound of trust",
      { amountCents: 50, order: "given", lines: [trust("t", { outstandingCents: 0, manualCents: 1 })] },
      "manual_above_outstanding",
      "lines.0.manualCents",
    ],
    [
      "manual amounts above the total",
      {
        amountCents: 50,
        order: "given",
        lines: [invoice("a", 40, { manualCents: 40 }), trust("t", { manualCents: 11 })],
      },
      "manual_above_total",
      "amountCents",
    ],
    [
      "the same line twice",
      { amountCents: 50, order: "given", lines: [invoice("a", 40), trust("a")] },
      "duplicate_line",
      "lines.1.id",
    ],
  ])("refuses %s", (_name, input, code, path) => {
    expect(previewAllocation(input)).toMatchObject({ ok: false, refusal: { code, path } });
  });
});

const cents = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: MAX_AMOUNT_CENTS }));
const date = fc.option(fc.constantFrom("2026-01-01", "2026-01-02", "2025-12-31", "2026-02-28"), { nil: undefined });

/** Manual amounts within their line, and a total that covers them: allocations that must succeed. */
const allowed = fc
  .array(
    fc.record({
      isTrust: fc.boolean(),
      outstandingCents: cents,
      part: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
      date,
      isBounded: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .chain((drafts) => {
    const lines: AllocationLine[] = drafts.map((draft, index) => {
      const manualCents =
        draft.part === undefined ? undefined : Math.floor((draft.outstandingCents * draft.part) / 100);
      const common = { id: `line-${index}`, date: draft.date, manualCents };
      if (!draft.isTrust) return { ...common, kind: "invoice", outstandingCents: draft.outstandingCents };
      return { ...common, kind: "trust", outstandingCents: draft.isBounded ? draft.outstandingCents : undefined };
    });
    const manual = sumCents(lines.map((line) => line.manualCents ?? 0));
    return fc.record({
      amountCents: cents.map((more) => manual + more),
      lines: fc.constant(lines),
      order: fc.constantFrom(...ALLOCATION_ORDERS),
    });
  });

function allocate(input: AllocationInput): { amounts: number[]; unappliedCents: number } {
  const preview = previewAllocation(input);
  if (!preview.ok) throw new Error(`refused: ${preview.refusal.code}`);
  expect(preview.lines.map((line) => line.id)).toEqual(input.lines.map((line) => line.id));
  return { amounts: preview.lines.map((line) => line.amountCents), unappliedCents: preview.unappliedCents };
}

describe("allocation, for all inputs", () => {
  it("adds up to the amount, with nothing negative", () => {
    fc.assert(
      fc.property(allowed, (input) => {
        const { amounts, unappliedCents } = allocate(input);
        expect(sumCents([...amounts, unappliedCents])).toBe(input.amountCents);
        expect(Math.min(0, unappliedCents, ...amounts)).toBe(0);
      }),
    );
  });

  it("never gives a line more than it owes", () => {
    fc.assert(
      fc.property(allowed, (input) => {
        const { amounts } = allocate(input);
        for (const [index, line] of input.lines.entries()) {
          expect(amounts[index]).toBeLessThanOrEqual(line.outstandingCents ?? Number.MAX_SAFE_INTEGER);
        }
      }),
    );
  });

  it("leaves manual amounts as they are, and trust at what is manual", () => {
    fc.assert(
      fc.property(allowed, (input) => {
        const { amounts } = allocate(input);
        for (const [index, line] of input.lines.entries()) {
          if (line.manualCents !== undefined) expect(amounts[index]).toBe(line.manualCents);
          else if (line.kind === "trust") expect(amounts[index]).toBe(0);
        }
      }),
    );
  });

  it("leaves money unapplied, or a later line short, only when every earlier automatic line is full", () => {
    fc.assert(
      fc.property(allowed, (input) => {
        const { amounts, unappliedCents } = allocate(input);
        const automatic = [...input.lines.entries()].filter(
          ([, line]) => line.kind === "invoice" && line.manualCents === undefined,
        );
        const key = (index: number): string => (input.order === "oldest" ? (input.lines[index]?.date ?? "9999") : "");
        automatic.sort(([a], [b]) => key(a).localeCompare(key(b)) || a - b);
        let hasShort = false;
        for (const [index, line] of automatic) {
          if (hasShort) expect(amounts[index]).toBe(0);
          if ((amounts[index] ?? 0) < (line.outstandingCents ?? 0)) hasShort = true;
        }
        if (hasShort) expect(unappliedCents).toBe(0);
      }),
    );
  });

  it("does not change what it was given", () => {
    fc.assert(
      fc.property(allowed, (input) => {
        const before = structuredClone(input);
        allocate(input);
        expect(input).toEqual(before);
      }),
    );
  });
});

describe("what a client is shown of the lines", () => {
  const line = (changes: object = {}) => ({
    ...{ kind: "invoice" as const, invoiceNumber: "204118", clientNumber: "10427", matterNumber: "10427-0003" },
    ...{ matterName: "Harbor lease", amountCents: 312_500, payorName: "Elena Marsh", arMessage: "write off" },
    ...changes,
  });

  it("is what is paid, and nothing else of the line", () => {
    expect(clientLinesOf([line()], 312_500)).toEqual([
      {
        ...{ kind: "invoice", invoiceNumber: "204118", matterNumber: "10427-0003", matterName: "Harbor lease" },
        amountCents: 312_500,
      },
    ]);
  });

  it("names no matter of another client", () => {
    const lines = clientLinesOf([line(), line({ clientNumber: "10360", matterName: "Merger" })], 625_000);
    expect(lines.map(({ matterName }) => matterName)).toEqual(["", ""]);
  });

  it("tells who paid on an open page the number of an invoice, and of a matter what they typed", () => {
    const [bare] = clientLinesOf([line()], 312_500, { isOfPage: true });
    expect(bare).toMatchObject({ invoiceNumber: "204118", matterNumber: "", matterName: "" });
    const [trust] = clientLinesOf([line({ kind: "trust" })], 312_500, { isOfPage: true });
    expect(trust).toMatchObject({ matterNumber: "10427-0003" });
  });

  it("is nothing where the lines are not what is paid", () => {
    expect(clientLinesOf([line()], 312_499)).toEqual([]);
    expect(clientLinesOf([], 100)).toEqual([]);
  });
});
