import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OpenItem, ReadItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { sumCents } from "@/lib/money/cents";
import type { DraftLine, PlanAccount } from "./model";
import {
  addItems,
  daysBetween,
  dropItems,
  findChanges,
  keptLinesOf,
  lineUp,
  nameInvoices,
  operatingChoices,
  planPayment,
  requestKeyOfLink,
  requestKeysOfDraft,
  sumAllocation,
  writeAmounts,
} from "./rules";

const item = (changes: Partial<OpenItem> = {}): OpenItem => ({
  ...{ key: "i1", kind: "invoice", clientNumber: "10427", clientName: "Bluewater", matterNumber: "10427-0001" },
  ...{ matterName: "General counsel", invoiceNumber: "204077", payorNumber: "", payorName: "", payorPercent: null },
  ...{ bankAccount: "", datedOn: "2026-07-31", originalCents: 298_000, balanceCents: 298_000, currency: "USD" },
  ...changes,
});
const ledger = (key: string, changes: Partial<OpenItem> = {}) =>
  item({ key, kind: "trust", invoiceNumber: "", bankAccount: "IOLTA", datedOn: null, ...changes });
const line = (of: OpenItem, amountCents: number | null, changes: Partial<DraftLine> = {}): DraftLine => ({
  ...{ item: of, amountCents, isByHand: true, seenCents: of.balanceCents },
  ...changes,
});
const account = (id: string, changes: Partial<PlanAccount> = {}): PlanAccount => ({
  ...{ id, name: id, kind: "operating", currency: "USD", isDefault: false, bankLast4: "", bankAccount: "" },
  ...changes,
});
const OPERATING = account("acc_operating", { isDefault: true, bankAccount: "OP1" });
const TRUST = account("acc_trust", { kind: "trust", bankAccount: "IOLTA" });

describe("a selection", () => {
  it("accumulates, holds each item once, and keeps what was written", () => {
    const first = addItems([], [item(), item({ key: "i2" }), item()]);
    expect(first.map(({ item: { key } }) => key)).toEqual(["i1", "i2"]);
    const written = writeAmounts(first, [{ id: "invoice:i2", amountCents: 5, isByHand: true, seenCents: 9 }]);
    expect(written.map(({ item: { key }, amountCents }) => [key, amountCents])).toEqual([
      ["i2", 5],
      ["i1", null],
    ]);
    expect(addItems(written, [item({ key: "i2" })])).toEqual(written);
    expect(dropItems(written, ["invoice:i2", "trust:i1"]).map(({ item: one }) => idOfItem(one))).toEqual([
      "invoice:i1",
    ]);
  });
});

describe("balances of this moment", () => {
  const read = (of: OpenItem, status: ReadItem["status"] = "open"): ReadItem => ({ ...of, status });

  it.each<[string, ReadItem[], number, number, string | null]>([
    ["as it was", [read(item())], 0, 298_000, null],
    ["with a payment on its way", [read(item())], 98_000, 200_000, null],
    ["with one that is taken back", [read(item())], -2_000, 300_000, null],
    ["all on its way", [read(item())], 298_000, 0, "used_up"],
    ["more on its way than is open", [read(item())], 400_000, 0, "used_up"],
    ["gone", [], 0, 0, "gone"],
    ["reversed", [read(item(), "reversed")], 0, 298_000, "reversed"],
  ])("%s", (_name, items, unconfirmed, openCents, trouble) => {
    const [live] = lineUp(
      [line(item(), 1)],
      items,
      new Map([
        ["invoice:i1", unconfirmed],
        ["trust:i1", 7],
      ]),
    );
    expect(live).toMatchObject({ openCents, trouble });
  });

  it("are a change where the invoice's is not what was seen, or less than the amount; never for an empty line", () => {
    const changesOf = (one: DraftLine, now: OpenItem) => findChanges(lineUp([one], [read(now)], new Map()));
    expect(changesOf(line(item(), 100), item())).toEqual([]);
    expect(changesOf(line(item(), 100), item({ balanceCents: 298_001 }))).toMatchObject([{ label: "204077" }]);
    expect(changesOf(line(item(), 298_001), item())).toHaveLength(1);
    expect(changesOf(line(item(), null), item({ balanceCents: 1 }))).toEqual([]);
    expect(changesOf(line(ledger("t1"), 100), ledger("t1", { balanceCents: 1 }))).toEqual([]);
    expect(findChanges(lineUp([line(ledger("t1"), 100)], [], new Map()))).toMatchObject([{ trouble: "gone" }]);
  });
});

describe("a plan", () => {
  it("is one payment for all invoices and one for each matter of trust money", () => {
    const lines = [
      line(item(), 100),
      line(item({ key: "i2", invoiceNumber: "204118", matterNumber: "10427-0003" }), 200),
      line(item({ key: "i3" }), null),
      line(ledger("t1"), 30),
      line(ledger("t2"), 4),
      line(ledger("t3", { matterNumber: "10427-0005" }), 5),
    ];
    const plan = planPayment(lines, [OPERATING, TRUST]);
    expect(plan).toMatchObject({ ok: true, totalCents: 339, currency: "USD" });
    if (!plan.ok) return;
    expect(
      plan.parts.map(({ kind, place, amountCents, invoiceNumber, matterRef }) => [
        kind,
        place,
        amountCents,
        invoiceNumber,
        matterRef,
      ]),
    ).toEqual([
      ["operating", 0, 300, "204077, 204118", ""],
      ["trust", 0, 34, "", "10427-0001"],
      ["trust", 1, 5, "", "10427-0005"],
    ]);
  });

  it.each<[string, DraftLine[], PlanAccount[], string]>([
    ["nothing on any line", [line(item(), null), line(item({ key: "i2" }), 0)], [OPERATING], "nothing_allocated"],
    [
      "two currencies",
      [line(item(), 1), line(item({ key: "i2", currency: "CAD" }), 1)],
      [OPERATING],
      "currencies_differ",
    ],
    ["no operating account", [line(item(), 1)], [TRUST], "no_operating_account"],
    ["no trust account", [line(ledger("t1"), 1)], [OPERATING], "no_trust_account"],
    [
      "a bank account of another name",
      [line(ledger("t1", { bankAccount: "TR-2" }), 1)],
      [TRUST],
      "trust_bank_unmapped",
    ],
    [
      "two trust accounts without a name",
      [line(ledger("t1"), 1)],
      [account("a", { kind: "trust" }), account("b", { kind: "trust" })],
      "trust_bank_unmapped",
    ],
    ["a ledger without a matter", [line(ledger("t1", { matterNumber: "" }), 1)], [TRUST], "trust_needs_matter"],
    [
      "more matters than are charged at once",
      Array.from({ length: 21 }, (_, at) => line(ledger(`t${at}`, { matterNumber: `m-${at}` }), 1)),
      [TRUST],
      "too_many_matters",
    ],
  ])("is refused for %s", (_name, lines, accounts, refusal) => {
    expect(planPayment(lines, accounts)).toMatchObject({ ok: false, refusal });
  });

  it("takes the only trust account while none is named, and the operating account that was chosen", () => {
    expect(planPayment([line(ledger("t1"), 1)], [account("only", { kind: "trust" })])).toMatchObject({ ok: true });
    const choices = [account("plain"), account("named", { bankAccount: "OP1" }), account("cad", { currency: "CAD" })];
    expect(operatingChoices(choices, "USD").map(({ id }) => id)).toEqual(["named", "plain"]);
    expect(planPayment([line(item(), 1)], choices, "plain")).toMatchObject({ parts: [{ accountId: "plain" }] });
    expect(planPayment([line(item(), 1)], choices, "cad")).toMatchObject({ parts: [{ accountId: "named" }] });
  });

  it("never loses a cent, never mixes kinds or matters", () => {
    const lines = fc.array(
      fc.tuple(fc.boolean(), fc.nat({ max: 3 }), fc.option(fc.nat({ max: 100_000 }), { nil: null })),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(lines, (given) => {
        const drafted = given.map(([isTrust, matter, cents], at) =>
          line(isTrust ? ledger(`t${at}`, { matterNumber: `m-${matter}` }) : item({ key: `i${at}` }), cents),
        );
        const plan = planPayment(drafted, [OPERATING, TRUST]);
        const total = sumCents(drafted.map(({ amountCents }) => amountCents ?? 0));
        if (!plan.ok) {
          expect([plan.refusal, total]).toEqual(["nothing_allocated", 0]);
          return;
        }
        expect(plan.totalCents).toBe(total);
        for (const part of plan.parts) {
          expect(sumCents(keptLinesOf(part.lines).map(({ amountCents }) => amountCents))).toBe(part.amountCents);
          expect(part.lines.every(({ item: one }) => (one.kind === "trust") === (part.kind === "trust"))).toBe(true);
          if (part.kind === "trust") expect(new Set(part.lines.map((one) => one.item.matterNumber)).size).toBe(1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("small words", () => {
  it("names invoices as far as a field holds them", () => {
    expect(nameInvoices(["204077", "204118", "204077"])).toBe("204077, 204118");
    const many = nameInvoices(Array.from({ length: 40 }, (_, at) => String(204_000 + at)));
    expect(many.length).toBeLessThanOrEqual(60);
    expect(many).toMatch(/^204000, .* \+\d+$/);
    expect(nameInvoices(["x".repeat(200)])).toHaveLength(60);
  });

  it("sums what is applied and what is left", () => {
    const lines = [line(item(), 100), line(item({ key: "i2" }), null), line(ledger("t1"), 7)];
    const live = lines.map((one) => ({ ...one, openCents: one.item.balanceCents }));
    expect(sumAllocation(live, 150)).toEqual({
      ...{ operatingCents: 100, trustCents: 7, outstandingCents: 596_000, invoices: 1, leftCents: 50 },
    });
    expect(sumAllocation(live, null).leftCents).toBeNull();
  });

  it("counts days, and finds each link of a draft under its key", () => {
    expect(daysBetween("2026-07-31", "2026-10-14")).toBe(75);
    expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
    expect(requestKeysOfDraft("drf_1")).toContain(requestKeyOfLink("drf_1", "trust-19"));
    expect(requestKeysOfDraft("drf_1")).toHaveLength(21);
  });
});
