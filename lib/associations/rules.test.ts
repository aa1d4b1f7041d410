import { describe, expect, it } from "vitest";
import type { OpenItem } from "@/lib/matter-systems/model";
import { holdsItem, nameOf, narrower, owedItemsOf, questionsOf, resultsOf, sumsOf } from "./rules";

const invoice = (changes: Partial<OpenItem> = {}): OpenItem => ({
  key: "inv-1",
  kind: "invoice",
  clientNumber: "10427",
  clientName: "Bluewater Marine Supply",
  matterNumber: "10427-0003",
  matterName: "Charter dispute",
  invoiceNumber: "204118",
  payorNumber: "10427",
  payorName: "Bluewater Marine Supply",
  payorPercent: null,
  bankAccount: "",
  datedOn: "2026-10-01",
  originalCents: 312_500,
  balanceCents: 312_500,
  currency: "USD",
  ...changes,
});
const ledger = (changes: Partial<OpenItem> = {}) =>
  invoice({ key: "trust-1", kind: "trust", invoiceNumber: "", bankAccount: "IOLTA", datedOn: null, ...changes });

const client = { level: "client", clientNumber: "10427", matterNumber: "", itemKey: "" } as const;
const matter = { ...client, level: "matter", matterNumber: "10427-0003" } as const;
const ofInvoice = { ...matter, level: "invoice", itemKey: "inv-1" } as const;

describe("what an association holds", () => {
  it.each([
    ["a client its invoices", client, invoice({ matterNumber: "10427-0009" }), true],
    ["a client its trust ledgers", client, ledger(), true],
    ["a client never another’s", client, invoice({ clientNumber: "1042" }), false],
    ["a matter its invoices", matter, invoice({ key: "inv-2" }), true],
    ["a matter its trust ledger", matter, ledger(), true],
    ["a matter no other", matter, invoice({ matterNumber: "10427-0001" }), false],
    ["a matter no matter of that number of another client", matter, invoice({ clientNumber: "99999" }), false],
    ["an invoice itself", ofInvoice, invoice(), true],
    ["an invoice no other of its matter", ofInvoice, invoice({ key: "inv-2" }), false],
    ["an invoice no trust ledger of its key", ofInvoice, ledger({ key: "inv-1" }), false],
  ])("%s", (_name, association, item, held) => {
    expect(holdsItem(association, item)).toBe(held);
  });
});

describe("what can be ticked", () => {
  it("names each client, matter and invoice once, and says what is associated", () => {
    const items = [invoice(), invoice({ key: "inv-2", matterNumber: "10427-0004" }), ledger()];
    expect(
      resultsOf("client", items, [client]).map(({ clientNumber, isAssociated }) => [clientNumber, isAssociated]),
    ).toEqual([["10427", true]]);
    expect(
      resultsOf("matter", items, [client]).map(({ matterNumber, isAssociated }) => [matterNumber, isAssociated]),
    ).toEqual([
      ["10427-0003", false],
      ["10427-0004", false],
    ]);
    expect(resultsOf("invoice", items, [ofInvoice])).toMatchObject([
      { itemKey: "inv-1", balanceCents: 312_500, isAssociated: true },
      { itemKey: "inv-2", isAssociated: false },
    ]);
  });

  it("leaves out what has no number of its level", () => {
    expect(resultsOf("client", [invoice({ clientNumber: "" })], [])).toEqual([]);
    expect(resultsOf("matter", [invoice({ matterNumber: "" })], [])).toEqual([]);
  });

  it("tells two apart that other characters run together", () => {
    const a = { level: "matter", clientNumber: "1", matterNumber: '2","3', itemKey: "" } as const;
    const b = { level: "matter", clientNumber: '1","2', matterNumber: "3", itemKey: "" } as const;
    expect(nameOf(a)).not.toBe(nameOf(b));
  });
});

describe("what is asked of the matter system", () => {
  it("is asked once: a client holds its matters and invoices", () => {
    expect(questionsOf([client, matter, ofInvoice, client])).toEqual({ clients: ["10427"], matters: [], invoices: [] });
    expect(questionsOf([matter, matter, { ...ofInvoice, clientNumber: "5", itemKey: "x" }])).toEqual({
      clients: [],
      matters: [{ clientNumber: "10427", matterNumber: "10427-0003" }],
      invoices: ["x"],
    });
  });
});

describe("what is owed", () => {
  it("is the balance less what is on its way, each invoice once, oldest first, and no trust ledger", () => {
    const items = [
      invoice(),
      invoice({ key: "inv-2", datedOn: "2026-08-01", balanceCents: 10_000 }),
      invoice(),
      ledger(),
    ];
    const owed = owedItemsOf(
      items,
      [client, ofInvoice],
      new Map([
        ["invoice:inv-1", 12_500],
        ["trust:inv-1", 99],
      ]),
    );
    expect(owed.map(({ key, owedCents, unconfirmedCents }) => [key, owedCents, unconfirmedCents])).toEqual([
      ["inv-2", 10_000, 0],
      ["inv-1", 300_000, 12_500],
    ]);
    expect(sumsOf(owed)).toEqual([
      { currency: "USD", owedCents: 310_000, unconfirmedCents: 12_500, otherPayorsCents: 0, items: 2 },
    ]);
  });

  it("is never below zero, nor of what is not associated", () => {
    const items = [invoice({ balanceCents: 100 }), invoice({ key: "other", clientNumber: "1" })];
    expect(owedItemsOf(items, [client], new Map([["invoice:inv-1", 500]]))).toMatchObject([
      { key: "inv-1", owedCents: 0 },
    ]);
  });

  it("tells the parts of shared bills that are other payors’, unless they were associated by name", () => {
    const share = invoice({
      key: "inv-2",
      payorNumber: "2210",
      payorName: "First Harbor Insurance",
      balanceCents: 900,
    });
    const other = (associations: Parameters<typeof owedItemsOf>[1]) =>
      sumsOf(owedItemsOf([invoice(), share], associations, new Map()))[0]?.otherPayorsCents;
    expect(other([client])).toBe(900);
    expect(other([client, { ...ofInvoice, itemKey: "inv-2" }])).toBe(0);
  });

  it("keeps currencies apart", () => {
    const items = [invoice(), invoice({ key: "cad", currency: "CAD", balanceCents: 700 })];
    expect(sumsOf(owedItemsOf(items, [client], new Map()))).toMatchObject([
      { currency: "CAD", owedCents: 700 },
      { currency: "USD", owedCents: 312_500 },
    ]);
  });
});

it("knows the narrower level", () => {
  expect(narrower("client", "invoice")).toBe("invoice");
  expect(narrower("matter", "client")).toBe("matter");
});
