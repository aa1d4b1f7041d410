import { describe, expect, it } from "vitest";
import type { OpenItem, ReadItem } from "@/lib/matter-systems/model";
import { readTrouble, writeTrouble } from "../schemas";
import { type Found, givenNumberOf, type JudgedPosting, judgeItem, pickItem } from "./judge";

const ITEM: OpenItem = {
  key: "4711",
  kind: "invoice",
  clientNumber: "10427",
  clientName: "Bluewater Marine Supply, Inc.",
  matterNumber: "10427-0003",
  matterName: "Harbor lease",
  invoiceNumber: "204118",
  payorNumber: "12",
  payorName: "Bluewater Marine Supply, Inc.",
  payorPercent: null,
  bankAccount: "",
  datedOn: "2026-02-01",
  originalCents: 312_500,
  balanceCents: 312_500,
  currency: "USD",
};
const PAID: JudgedPosting = {
  kind: "invoice",
  amountCents: 312_500,
  currency: "USD",
  clientNumber: "",
  matterNumber: "",
  invoiceNumber: "204118",
  payerName: "Elena Marsh",
};
const NONE: Found = { exact: [], ended: [], holding: [], others: [] };
const item = (changes: Partial<OpenItem>): OpenItem => ({ ...ITEM, ...changes });
const open = (changes: Partial<ReadItem> = {}): ReadItem => ({ ...ITEM, status: "open", ...changes });

describe("a record with its item", () => {
  it.each<[string, Partial<JudgedPosting>, ReadItem | null, number, object | null]>([
    ["fits its balance to the cent", {}, open(), 312_500, null],
    ["fits less", { amountCents: 1 }, open(), 1, null],
    [
      "is a cent too much",
      {},
      open(),
      312_499,
      { reason: "over_balance", paidCents: 312_500, openCents: 312_499, overCents: 1 },
    ],
    [
      "finds nothing left",
      {},
      open(),
      -500,
      { reason: "over_balance", paidCents: 312_500, openCents: 0, overCents: 312_500 },
    ],
    ["finds its invoice gone", {}, null, 0, { reason: "invoice_not_found", given: "204118", closest: null }],
    [
      "finds its invoice paid",
      {},
      open({ status: "paid" }),
      0,
      { reason: "invoice_closed", given: "204118", status: "paid" },
    ],
    [
      "finds its matter closed",
      {},
      open({ status: "closed" }),
      9,
      { reason: "invoice_closed", given: "204118", status: "closed" },
    ],
    [
      "finds it reversed",
      {},
      open({ status: "reversed" }),
      0,
      { reason: "invoice_closed", given: "204118", status: "reversed" },
    ],
    [
      "is in another currency",
      { currency: "CAD" },
      open(),
      312_500,
      { reason: "invoice_not_found", given: "204118", closest: null },
    ],
    [
      "is a deposit above what is held",
      { kind: "trust", matterNumber: "10427-0003" },
      open({ kind: "trust" }),
      0,
      null,
    ],
    [
      "finds its ledger gone",
      { kind: "trust", matterNumber: "10427-0003" },
      null,
      0,
      { reason: "ledger_not_found", given: "10427-0003", closest: null },
    ],
  ])("%s", (_name, changes, found, openCents, expected) => {
    expect(judgeItem({ ...PAID, ...changes }, found, openCents)).toEqual(expected);
  });
});

describe("a record without an item", () => {
  const fit = { key: "4711", invoiceNumber: "204118", clientNumber: "10427", matterNumber: "10427-0003" };

  it("is matched to the only invoice of its number", () => {
    expect(pickItem(PAID, { ...NONE, exact: [ITEM] })).toEqual({ item: ITEM, trouble: null });
  });

  it("is matched among several by the client and matter that the payment names, and not by its amount or name", () => {
    const other = item({ key: "4712", clientNumber: "10285", matterNumber: "10285-0001", balanceCents: 5 });
    const found = { ...NONE, exact: [other, ITEM] };
    expect(pickItem({ ...PAID, clientNumber: " 10427 " }, found).item?.key).toBe("4711");
    expect(pickItem({ ...PAID, matterNumber: "10285-0001" }, found).item?.key).toBe("4712");
    const { trouble } = pickItem({ ...PAID, payerName: "Bluewater Marine Supply, Inc." }, found);
    expect(trouble).toMatchObject({ reason: "several_invoices", given: "204118", count: 2 });
    expect(trouble).toMatchObject({ fits: [{ key: "4711" }, { key: "4712" }] });
  });

  it("names three of many, those that are most alike first", () => {
    const many = [1, 2, 3, 4].map((place) => item({ key: String(place), balanceCents: place }));
    const { trouble } = pickItem({ ...PAID, amountCents: 4 }, { ...NONE, exact: many });
    expect(trouble).toMatchObject({ count: 4, fits: [{ key: "4" }, { key: "1" }, { key: "2" }] });
  });

  it("finds its number on invoices that are open no more, and says what became of the one that is meant", () => {
    const [paid, reversed] = [open({ key: "9", status: "paid" }), open({ key: "8", status: "reversed" })];
    const trouble = (posting: JudgedPosting, ended: ReadItem[]) => pickItem(posting, { ...NONE, ended }).trouble;
    expect(trouble(PAID, [paid, reversed])).toEqual({ reason: "invoice_closed", given: "204118", status: "paid" });
    const other = open({ key: "7", clientNumber: "10285", status: "reversed" });
    expect(trouble({ ...PAID, clientNumber: "10285" }, [paid, other])).toMatchObject({ status: "reversed" });
    expect(trouble({ ...PAID, currency: "CAD" }, [paid])).toMatchObject({ reason: "invoice_not_found" });
    expect(pickItem(PAID, { ...NONE, exact: [ITEM], ended: [paid] })).toEqual({ item: ITEM, trouble: null });
  });

  it("names the closest where no invoice has its number", () => {
    const found = { ...NONE, holding: [ITEM] };
    expect(pickItem({ ...PAID, invoiceNumber: "20411" }, found).trouble).toEqual({
      reason: "invoice_not_found",
      given: "20411",
      closest: { ...fit, name: "Bluewater Marine Supply, Inc.", openCents: 312_500 },
    });
  });

  it("names none that neither its amount nor its name speaks for", () => {
    const others = [item({ balanceCents: 7 })];
    expect(pickItem(PAID, { ...NONE, others }).trouble).toMatchObject({ closest: null });
    expect(pickItem({ ...PAID, amountCents: 7 }, { ...NONE, others }).trouble).toMatchObject({
      closest: { key: "4711" },
    });
  });

  it("takes nothing of another currency", () => {
    expect(pickItem({ ...PAID, currency: "CAD" }, { ...NONE, exact: [ITEM] }).trouble).toMatchObject({
      reason: "invoice_not_found",
      closest: null,
    });
  });

  it("into trust is looked for by its matter", () => {
    expect(givenNumberOf({ ...PAID, kind: "trust", matterNumber: "10427-0003" })).toBe("10427-0003");
    expect(givenNumberOf({ ...PAID, kind: "trust" })).toBe("204118");
  });

  it("says why in columns of texts that are read back as they were", () => {
    const { trouble } = pickItem(PAID, { ...NONE, exact: [ITEM, item({ key: "2" })] });
    const troubles = [
      trouble,
      judgeItem(PAID, open(), 5),
      judgeItem(PAID, null, 0),
      judgeItem(PAID, open({ status: "paid" }), 0),
      { reason: "not_checked" as const },
      { reason: "account_unmapped" as const, accountName: "Operating" },
      { reason: "original_removed" as const, number: "D-2026-000001" },
      { reason: "layout_refused" as const, detail: "It is too long.", refusal: null },
      {
        reason: "layout_refused" as const,
        detail: "It is too long.",
        refusal: { code: "too_long" as const, field: "Matter", detail: { value: "1", width: "0" } },
      },
    ];
    for (const each of troubles) {
      expect(each).not.toBeNull();
      if (!each) continue;
      const { reason, reasonDetail } = writeTrouble(each);
      expect(Object.values(reasonDetail).every((value) => typeof value === "string")).toBe(true);
      expect(readTrouble(reason, reasonDetail)).toEqual(each);
    }
    expect(readTrouble("", {})).toBeNull();
    expect(readTrouble("layout_refused", { detail: "Kept long ago." })).toMatchObject({ refusal: null });
    expect(readTrouble("several_invoices", { fits: "broken" })).toEqual({ reason: "not_checked" });
  });
});
