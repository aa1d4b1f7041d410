import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAmountCents, sumCents } from "@/lib/money/cents";
import { PAYMENT_STATUSES } from "@/lib/payments/model";
import { readEntries } from "./internal/read-entries";
import type { PageItem } from "./model";
import { decideOrder, mostOf, printedOrder, readQuantity, readTaxRate, STOCK_RELEASED, sumOrder } from "./rules";

const COPY: PageItem = {
  picture: null,
  ...{ id: "pit_copy", name: "Certified copy", note: "", priceCents: 4_500, taxThousandths: 8_875 },
  ...{ mostQuantity: 10, stock: null, left: null },
};
const HOUR: PageItem = { ...COPY, id: "pit_hour", name: "Consultation", priceCents: 35_000, taxThousandths: 0 };
const order = (items: readonly PageItem[], counts: Record<string, number>) =>
  decideOrder(items, (id) => counts[id] ?? 0);

describe("what an order comes to", () => {
  it("adds the tax of each line to its price, rounded once, half up", () => {
    expect(order([HOUR, COPY], { pit_hour: 1, pit_copy: 2 })).toMatchObject({
      ok: true,
      order: { netCents: 44_000, taxCents: 799, totalCents: 44_799 },
    });
    // 4 x 0.5 cent: of each line, not of each piece.
    const cheap = { ...COPY, priceCents: 10, taxThousandths: 5_000 };
    expect(sumOrder([cheap], () => 4)?.taxCents).toBe(2);
    expect(sumOrder([cheap], () => 1)?.taxCents).toBe(1);
  });

  it("is always whole, and what is printed adds up to it", () => {
    const item = fc.record({
      priceCents: fc.integer({ min: 1, max: 99_999_999 }),
      taxThousandths: fc.integer({ min: 0, max: 100_000 }),
      quantity: fc.integer({ min: 0, max: 9_999 }),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), (drawn) => {
        const items = drawn.map((facts, at) => ({ id: `pit_${at}`, name: `Item ${at}`, ...facts }));
        const sums = sumOrder(items, (id) => items.find((each) => each.id === id)?.quantity ?? 0);
        if (!sums) return;
        expect(isAmountCents(sums.totalCents)).toBe(true);
        const printed = printedOrder(sums.lines, "Sales tax").map(({ amountCents }) => amountCents);
        expect(sumCents(printed)).toBe(sums.totalCents);
        expect(sums.lines.every(({ quantity }) => quantity > 0)).toBe(true);
      }),
    );
  });

  it.each([
    ["nothing", {}, null, "nothing_chosen"],
    ["less than nothing", { pit_copy: -1 }, null, "quantity_invalid"],
    ["a part of one", { pit_copy: 1.5 }, null, "quantity_invalid"],
    ["no number", { pit_copy: Number.NaN }, null, "quantity_invalid"],
    ["more than one order may have", { pit_copy: 11 }, null, "quantity_above_most"],
    ["more than is left", { pit_copy: 3 }, 2, "item_sold_out"],
    ["one of what is sold out", { pit_copy: 1 }, 0, "item_sold_out"],
  ])("refuses %s", (_what, counts, left, problem) => {
    const decided = order([{ ...COPY, left }], counts);
    expect(decided).toEqual({ ok: false, problems: [{ itemId: "pit_copy", problem }] });
  });

  it("refuses what no payment can be, however it is put together", () => {
    const dear = { ...COPY, priceCents: 99_999_999_999, mostQuantity: 9_999 };
    for (const count of [1, 9_999])
      expect(order([dear], { pit_copy: count })).toMatchObject({ problems: [{ problem: "order_too_large" }] });
    expect(mostOf({ ...COPY, left: 3 })).toBe(3);
  });
});

describe("what a visitor sends of items", () => {
  const page = { amount: { kind: "items" as const, items: [HOUR, COPY] }, fields: [], currency: "USD" };
  const read = (values: Record<string, string>) => readEntries(page, { name: "Elena Marsh", ...values }, "en");

  it("is only how many: prices and amounts of the browser are not taken", () => {
    expect(
      read({ "item.pit_copy": "2", amount: "0.01", "price.pit_copy": "1", "item.pit_unknown": "5" }),
    ).toMatchObject({
      ok: true,
      entries: { amountCents: 9_799, taxCents: 799, title: "2 \u00d7 Certified copy", lines: [{ quantity: 2 }] },
    });
  });

  it.each(["two", "1,5", "-1", "1e3", "9999999"])("refuses %s by the name of its field", (typed) => {
    expect(read({ "item.pit_copy": typed })).toMatchObject({ ok: false, problems: [{ path: "item.pit_copy" }] });
  });
});

describe("what is typed of items", () => {
  it.each([
    ["", 0],
    ["8.875", 8_875],
    ["8,875", 8_875],
    ["100", 100_000],
    ["0.001", 1],
    ["100.001", null],
    ["8.8751", null],
    ["8 %", null],
    ["-1", null],
  ])("the rate %s is %s thousandths", (typed, rate) => {
    expect(readTaxRate(typed)).toBe(rate);
  });

  it.each([
    ["", 0],
    [" 3 ", 3],
    ["3.5", Number.NaN],
    ["three", Number.NaN],
  ])("%s pieces are %s", (typed, count) => {
    expect(readQuantity(typed)).toBe(count);
  });

  it("only what was never paid in the end gives its stock back", () => {
    const holds = PAYMENT_STATUSES.filter((status) => !STOCK_RELEASED.includes(status));
    expect(STOCK_RELEASED).toEqual(expect.arrayContaining(["declined", "error", "voided", "returned"]));
    expect(holds).toEqual(
      expect.arrayContaining(["processing", "unknown", "pending", "approved", "settled", "refunded"]),
    );
  });
});
