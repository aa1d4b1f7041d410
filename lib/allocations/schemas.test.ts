import { describe, expect, it } from "vitest";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { previewAllocation } from "./rules";
import { allocationPreviewSchema, MAX_ALLOCATION_LINES } from "./schemas";

const invoice = { id: "a", kind: "invoice", outstandingCents: 40 };

function pathsOf(input: unknown): string[] {
  const parsed = allocationPreviewSchema.safeParse(input);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join("."));
}

describe("input of the allocation preview", () => {
  it.each([
    ["amounts of 0", { amountCents: 0, order: "given", lines: [{ ...invoice, outstandingCents: 0 }] }],
    ["a trust line without a bound", { amountCents: 1, order: "given", lines: [{ id: "t", kind: "trust" }] }],
    ["manual 0", { amountCents: 1, order: "oldest", lines: [{ ...invoice, manualCents: 0, date: "2028-02-29" }] }],
    ["no lines", { amountCents: 1, order: "given", lines: [] }],
    [
      "a negative manual amount, which the rule refuses by name",
      { amountCents: 1, order: "given", lines: [{ ...invoice, manualCents: -1 }] },
    ],
  ])("takes %s", (_name, input) => {
    expect(pathsOf(input)).toEqual([]);
  });

  it.each([
    ["a negative amount", { amountCents: -1, order: "given", lines: [] }, "amountCents"],
    ["a fraction of a cent", { amountCents: 0.5, order: "given", lines: [] }, "amountCents"],
    ["an amount as text", { amountCents: "50", order: "given", lines: [] }, "amountCents"],
    ["an amount above the greatest", { amountCents: MAX_AMOUNT_CENTS + 1, order: "given", lines: [] }, "amountCents"],
    [
      "an invoice without its balance",
      { amountCents: 1, order: "given", lines: [{ id: "a", kind: "invoice" }] },
      "lines.0.outstandingCents",
    ],
    [
      "a negative balance",
      { amountCents: 1, order: "given", lines: [{ ...invoice, outstandingCents: -1 }] },
      "lines.0.outstandingCents",
    ],
    [
      "a fraction as manual amount",
      { amountCents: 1, order: "given", lines: [{ ...invoice, manualCents: 0.5 }] },
      "lines.0.manualCents",
    ],
    [
      "a day that does not exist",
      { amountCents: 1, order: "given", lines: [{ ...invoice, date: "2026-02-30" }] },
      "lines.0.date",
    ],
    ["another kind", { amountCents: 1, order: "given", lines: [{ ...invoice, kind: "retainer" }] }, "lines.0.kind"],
    ["an empty id", { amountCents: 1, order: "given", lines: [{ ...invoice, id: "" }] }, "lines.0.id"],
    ["a mistyped field", { amountCents: 1, order: "given", lines: [{ ...invoice, manualcents: 5 }] }, "lines.0"],
    ["another order", { amountCents: 1, order: "newest", lines: [] }, "order"],
    ["no order", { amountCents: 1, lines: [] }, "order"],
    [
      "too many lines",
      {
        amountCents: 1,
        order: "given",
        lines: Array.from({ length: MAX_ALLOCATION_LINES + 1 }, (_, i) => ({ ...invoice, id: `${i}` })),
      },
      "lines",
    ],
  ])("refuses %s", (_name, input, path) => {
    expect(pathsOf(input)).toEqual([path]);
  });

  it("gives the rule what it needs", () => {
    const input = allocationPreviewSchema.parse({
      amountCents: 50,
      order: "oldest",
      lines: [invoice, { id: "t", kind: "trust", manualCents: 5 }],
    });
    expect(previewAllocation(input)).toEqual({
      ok: true,
      lines: [
        { id: "a", amountCents: 40 },
        { id: "t", amountCents: 5 },
      ],
      unappliedCents: 5,
    });
  });
});
