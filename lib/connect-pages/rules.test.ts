import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OpenItem, ReadItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { MAX_AMOUNT_CENTS } from "@/lib/money/cents";
import { PROOFS } from "./model";
import {
  areStillOpen,
  decideNumbers,
  decidePicks,
  fieldsOfProof,
  invoicesOfClient,
  namedInvoices,
  offeredInvoices,
  partFieldOf,
  payablesOf,
  proofOf,
} from "./rules";

const none = new Map<string, number>();
const invoice = (key: string, changes: Partial<OpenItem> = {}): OpenItem => ({
  ...{ key, kind: "invoice", clientNumber: "10012", clientName: "Bluewater Marine", matterNumber: "10012-0003" },
  ...{ matterName: "Harbor lease", invoiceNumber: "204118", payorNumber: "P-1", payorName: "Elena Marsh" },
  ...{ payorPercent: null, bankAccount: "", datedOn: "2026-02-01", originalCents: 12_000, balanceCents: 10_000 },
  currency: "USD",
  ...changes,
});
const keysOf = (items: readonly OpenItem[]) => items.map(({ key }) => key);

describe("what a page asks for", () => {
  it.each(PROOFS)("%s is kept among its fields and read from them, whatever else is asked", (proof) => {
    const fields = fieldsOfProof(proof, [
      { key: "email", isRequired: true },
      { key: "clientRef", isRequired: true },
    ]);
    expect(proofOf(fields)).toBe(proof);
    expect(fields.filter(({ key }) => key === "email")).toHaveLength(1);
  });

  it.each([
    ["either", "", "", [["clientRef", "number_missing"]]],
    ["either", "10427", "", []],
    ["either", "", " 204118 ", []],
    ["client", "", "204118", [["clientRef", "field_missing"]]],
    ["invoice", "10427", "", [["invoiceNumber", "field_missing"]]],
    [
      "both",
      "",
      "",
      [
        ["clientRef", "field_missing"],
        ["invoiceNumber", "field_missing"],
      ],
    ],
    ["both", "10427", "204118", []],
    ["invoice", "", "9".repeat(61), [["invoiceNumber", "text_too_long"]]],
  ] as const)("%s: client %j and invoice %j", (proof, clientRef, invoiceNumber, problems) => {
    const decided = decideNumbers(proof, { clientRef, invoiceNumber });
    expect(decided.ok ? [] : decided.problems.map(({ path, message }) => [path, message])).toEqual(problems);
  });

  it("never takes a number that it does not ask for", () => {
    const numbers = { clientRef: "10427", invoiceNumber: "204118" };
    expect(decideNumbers("invoice", numbers)).toMatchObject({ numbers: { clientRef: "", invoiceNumber: "204118" } });
    expect(decideNumbers("client", numbers)).toMatchObject({ numbers: { clientRef: "10427", invoiceNumber: "" } });
  });
});

describe("whose invoices are shown", () => {
  const bluewater = invoice("a", { clientNumber: "10360", invoiceNumber: "204188" });
  const other = invoice("b", { clientNumber: "10285", invoiceNumber: "204188" });
  const named = (clientRef: string, items = [bluewater, other]) =>
    keysOf(namedInvoices(items, { clientRef, invoiceNumber: "204188" }));

  it("of two clients' invoices under one number: nobody's, until the client number says whose", () => {
    expect(named("")).toEqual([]);
    expect(named("10360")).toEqual(["a"]);
    expect(named(" 10285 ")).toEqual(["b"]);
    expect(named("10999")).toEqual([]);
    expect(named("", [bluewater])).toEqual(["a"]);
  });

  it("only those of this very number, whatever the matter system answers", () => {
    const longer = invoice("c", { invoiceNumber: "2041880" });
    expect(named("", [bluewater, longer])).toEqual(["a"]);
    expect(named("", [{ ...bluewater, kind: "trust" }])).toEqual([]);
  });

  it("of a shared invoice the client's own part, and another payor's only by that payor's number", () => {
    const own = invoice("own", {
      clientName: "Bluewater",
      payorName: "BLUEWATER ",
      payorNumber: "1",
      payorPercent: 20,
    });
    const insurer = invoice("ins", {
      clientName: "Bluewater",
      payorName: "Insurer",
      payorNumber: "77",
      payorPercent: 80,
    });
    const find = (clientRef: string) =>
      keysOf(namedInvoices([own, insurer], { clientRef, invoiceNumber: own.invoiceNumber }));
    expect(find(own.clientNumber)).toEqual(["own"]);
    expect(find("77")).toEqual(["ins"]);
    // Whoever holds the bill alone may be either.
    expect(find("")).toEqual(["own", "ins"]);
    expect(keysOf(invoicesOfClient([own, insurer], own.clientNumber))).toEqual(["own"]);
  });

  it("never another client's, whatever was typed", () => {
    const number = fc.constantFrom("1", "2", "3", "11");
    const items = fc.array(
      fc.record({
        clientNumber: number,
        invoiceNumber: number,
        payorNumber: number,
        payorPercent: fc.constantFrom(null, 50),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(items, fc.constantFrom("", "1", "2", "3"), number, (all, clientRef, invoiceNumber) => {
        const found = namedInvoices(
          all.map((changes, place) => invoice(String(place), changes)),
          { clientRef, invoiceNumber },
        );
        expect(new Set(found.map(({ clientNumber }) => clientNumber)).size).toBeLessThanOrEqual(1);
        for (const item of found) {
          expect(item.invoiceNumber).toBe(invoiceNumber);
          if (clientRef !== "") expect([item.clientNumber, item.payorNumber]).toContain(clientRef);
        }
      }),
    );
  });
});

describe("what can be paid", () => {
  it("is what is open beyond what is on its way, in the page's currency, once, the oldest first", () => {
    const old = invoice("old", { datedOn: "2025-01-01", balanceCents: 5_000 });
    const young = invoice("young", { datedOn: "2026-01-01" });
    const paid = invoice("paid");
    const euros = invoice("euros", { currency: "EUR" });
    const unconfirmed = new Map([
      [idOfItem(paid), 10_000],
      [idOfItem(young), 4_000],
    ]);
    const payables = payablesOf([young, old, young, paid, euros], { currency: "USD", unconfirmed });
    expect(payables.map(({ item, openCents }) => [item.key, openCents])).toEqual([
      ["old", 5_000],
      ["young", 6_000],
    ]);
  });

  it("is offered without names, and without numbers that were not proven", () => {
    const [payable] = payablesOf([invoice("a", { clientNumber: "10427", matterNumber: "10427-0003" })], {
      currency: "USD",
      unconfirmed: none,
    });
    if (!payable) throw new Error("Nothing to offer.");
    const byInvoice = offeredInvoices([payable], { clientRef: "", invoiceNumber: payable.item.invoiceNumber });
    expect(byInvoice).toEqual([
      {
        ...{ id: "invoice:a", invoiceNumber: payable.item.invoiceNumber, matterNumber: "", payorPercent: null },
        ...{ datedOn: payable.item.datedOn, openCents: 10_000, isMeant: true },
      },
    ]);
    expect(JSON.stringify(byInvoice)).not.toMatch(/10427|Bluewater|Harbor|Marsh/);
    const [byClient] = offeredInvoices([payable], { clientRef: "10427", invoiceNumber: "" });
    expect(byClient?.matterNumber).toBe("10427-0003");
  });

  it("has the named one first and ticked, and of several parts none", () => {
    const items = [invoice("a", { invoiceNumber: "1" }), invoice("b", { invoiceNumber: "2" })];
    const offer = (invoiceNumber: string, all = items) =>
      offeredInvoices(payablesOf(all, { currency: "USD", unconfirmed: none }), { clientRef: "", invoiceNumber }).map(
        ({ id, isMeant }) => [id, isMeant],
      );
    expect(offer("2")).toEqual([
      ["invoice:b", true],
      ["invoice:a", false],
    ]);
    expect(offer("")).toEqual([
      ["invoice:a", false],
      ["invoice:b", false],
    ]);
    const parts = [invoice("c", { invoiceNumber: "3" }), invoice("d", { invoiceNumber: "3" })];
    expect(offer("3", parts).every(([, isMeant]) => !isMeant)).toBe(true);
  });
});

describe("what was ticked", () => {
  const payables = payablesOf(
    [invoice("a", { invoiceNumber: "1" }), invoice("b", { invoiceNumber: "2", balanceCents: 2_500 })],
    { currency: "USD", unconfirmed: none },
  );
  const pick = (picks: [string, number | null | undefined][], allowsPart = false, clientRef = "") =>
    decidePicks(
      payables,
      picks.map(([key, amountCents]) => ({ id: `invoice:${key}`, amountCents })),
      { allowsPart, clientRef },
    );
  const problemsOf = (decided: ReturnType<typeof pick>) =>
    decided.ok ? [] : decided.problems.map(({ path, message }) => [path, message]);

  it("is paid whole where no part may be paid, whatever was typed", () => {
    const decided = pick([
      ["a", 1],
      ["b", undefined],
    ]);
    expect(decided).toMatchObject({ ok: true, picked: { amountCents: 12_500, invoiceNumber: "1, 2", clientRef: "" } });
  });

  it.each([
    [[["a", 1_000]], []],
    [[["a", 10_001]], [[partFieldOf("invoice:a"), "amount_above_open"]]],
    [[["a", 0]], [[partFieldOf("invoice:a"), "amount_missing"]]],
    [[["a", -5]], [[partFieldOf("invoice:a"), "amount_missing"]]],
    [[["a", 0.5]], [[partFieldOf("invoice:a"), "amount_missing"]]],
    [[["a", null]], [[partFieldOf("invoice:a"), "amount_unreadable"]]],
    [[["z", 5]], [["picks", "invoice_gone"]]],
    [[], [["picks", "nothing_picked"]]],
  ] as [[string, number | null][], string[][]][])("in part: %j", (picks, problems) => {
    expect(problemsOf(pick(picks, true))).toEqual(problems);
  });

  it("names client and matter for the receipt only where the client number was typed", () => {
    expect(pick([["a", undefined]])).toMatchObject({ picked: { clientRef: "", matterRef: "" } });
    expect(pick([["a", undefined]], false, "10012")).toMatchObject({
      picked: { clientRef: "10012", matterRef: "10012-0003" },
    });
    expect(pick([["a", undefined]], false, "P-1")).toMatchObject({ picked: { clientRef: "", matterRef: "" } });
  });

  it("is no more than one payment can be", () => {
    const large = payablesOf([invoice("a", { balanceCents: MAX_AMOUNT_CENTS }), invoice("b", { balanceCents: 1 })], {
      currency: "USD",
      unconfirmed: none,
    });
    const picks = large.map(({ item }) => ({ id: idOfItem(item), amountCents: undefined }));
    expect(problemsOf(decidePicks(large, picks, { allowsPart: false, clientRef: "" }))).toEqual([
      ["picks", "invoices_too_much"],
    ]);
  });

  it("never comes to more than is open on any line, and the lines add up", () => {
    const typed = fc.option(fc.integer({ min: -50, max: 20_000 }), { nil: undefined });
    fc.assert(
      fc.property(fc.boolean(), fc.array(typed, { minLength: 1, maxLength: 2 }), (allowsPart, amounts) => {
        const decided = pick(
          amounts.map((amount, place) => [place === 0 ? "a" : "b", amount]),
          allowsPart,
        );
        if (!decided.ok) return;
        const { lines, amountCents } = decided.picked;
        expect(lines.reduce((sum, line) => sum + line.amountCents, 0)).toBe(amountCents);
        for (const line of lines) {
          expect(line.amountCents).toBeGreaterThan(0);
          expect(line.amountCents).toBeLessThanOrEqual(line.balanceCents);
        }
      }),
    );
  });
});

describe("at the claim", () => {
  const item = invoice("a", { balanceCents: 10_000 });
  const line = { ...item, amountCents: 4_000 };
  const live = (changes: Partial<ReadItem> = {}): ReadItem[] => [{ ...item, status: "open", ...changes }];
  const onItsWay = (before: number, now: number) => ({
    before: new Map([[idOfItem(item), before]]),
    now: new Map([[idOfItem(item), now]]),
  });

  it.each([
    ["as it was", live(), onItsWay(0, 0), true],
    ["as much as is left", live(), onItsWay(6_000, 6_000), true],
    ["less is left", live({ balanceCents: 3_999 }), onItsWay(0, 0), false],
    ["another began to pay it", live(), onItsWay(0, 6_001), false],
    ["a receipt arrived after the balance was read", live(), onItsWay(6_001, 0), false],
    ["paid", live({ status: "paid" }), onItsWay(0, 0), false],
    ["closed", live({ status: "closed" }), onItsWay(0, 0), false],
    ["reversed", live({ status: "reversed" }), onItsWay(0, 0), false],
    ["no longer known", [], onItsWay(0, 0), false],
    ["another client's by now", live({ clientNumber: "10999" }), onItsWay(0, 0), false],
    ["in another currency by now", live({ currency: "EUR" }), onItsWay(0, 0), false],
    ["a ledger of the same key", live({ kind: "trust" }), onItsWay(0, 0), false],
  ])("%s", (_name, found, way, isOpen) => {
    expect(areStillOpen([line], found, way)).toBe(isOpen);
  });
});
