import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListArrangement, ListColumn } from "./model";
import {
  arrangeOnly,
  formatCount,
  isKnownList,
  LIST_IDS,
  matchOf,
  mergeArrangement,
  nextSort,
  queryOf,
  readColumns,
  readSort,
  writeColumns,
  writeSort,
} from "./rules";

const COLUMNS: readonly ListColumn[] = [
  { id: "date", kind: "instant", isSortable: true },
  { id: "payer", kind: "text", isFixed: true, isSortable: true },
  { id: "note", kind: "text", isHidden: true },
  { id: "amount", kind: "money", isSortable: true },
];

const ids = ({ columns }: ListArrangement) => columns.map(({ id }) => id);
const shown = ({ columns }: ListArrangement) => columns.filter(({ isVisible }) => isVisible).map(({ id }) => id);

describe("mergeArrangement", () => {
  it("is the list's own order and hiding while nothing is kept", () => {
    const merged = mergeArrangement(COLUMNS, null);
    expect(ids(merged)).toEqual(["date", "payer", "note", "amount"]);
    expect(shown(merged)).toEqual(["date", "payer", "amount"]);
    expect(merged.sort).toBeNull();
  });

  it("follows what is kept, drops what is gone, and puts what is new at the end", () => {
    const kept: ListArrangement = {
      columns: [
        { id: "amount", isVisible: true, width: 9 },
        { id: "gone", isVisible: true },
        { id: "payer", isVisible: false },
        { id: "amount", isVisible: false },
      ],
      sort: { columnId: "amount", direction: "desc" },
    };
    const merged = mergeArrangement(COLUMNS, kept);
    expect(merged.columns).toEqual([
      { id: "amount", isVisible: true, width: 9 },
      { id: "payer", isVisible: true },
      { id: "date", isVisible: true },
      { id: "note", isVisible: false },
    ]);
    expect(merged.sort).toEqual(kept.sort);
  });

  it.each(["gone", "note"])("forgets an order by %s, which cannot be had", (columnId) => {
    expect(mergeArrangement(COLUMNS, { columns: [], sort: { columnId, direction: "asc" } }).sort).toBeNull();
  });

  it("holds each column once, whatever was kept", () => {
    const choice = fc.record({ id: fc.constantFrom("date", "payer", "note", "amount", "x"), isVisible: fc.boolean() });
    fc.assert(
      fc.property(fc.array(choice), (columns) => {
        const merged = mergeArrangement(COLUMNS, { columns, sort: null });
        expect(ids(merged).toSorted()).toEqual(["amount", "date", "note", "payer"]);
        expect(shown(merged)).toContain("payer");
      }),
    );
  });
});

it("shows only the columns of a view, in its order, and the fixed ones", () => {
  expect(shown(arrangeOnly(COLUMNS, [{ id: "amount", width: 8 }, { id: "date" }]))).toEqual([
    "amount",
    "date",
    "payer",
  ]);
  expect(arrangeOnly(COLUMNS, [{ id: "amount", width: 8 }]).columns[0]).toEqual({
    id: "amount",
    isVisible: true,
    width: 8,
  });
});

describe("columns in an address", () => {
  it("are read as they were written", () => {
    const columns = [{ id: "payer", width: 14.25 }, { id: "cf.fld_1" }];
    expect(writeColumns(columns)).toBe("payer~14.25,cf.fld_1");
    expect(readColumns(writeColumns(columns))).toEqual(columns);
  });

  it.each([
    ["", null],
    [",,", null],
    [null, null],
    ["a~x,b~900,c~-1", [{ id: "a" }, { id: "b" }, { id: "c" }]],
  ])("%s", (text, expected) => expect(readColumns(text)).toEqual(expected));
});

describe("an address without its place", () => {
  it("is the same for two pages of one list, in any order of its parts", () => {
    expect(queryOf("status=declined&cursor=abc&q=&view=view_1&columns=a,b&lang=fr")).toBe("status=declined");
    expect(queryOf("view=posted&q=a&view=view_1")).toBe("q=a&view=posted");
    expect(queryOf("b=2&a=1")).toBe(queryOf("a=1&b=2&cursor=x"));
  });

  it("keeps its selection under another order and grouping", () => {
    expect(matchOf("status=declined&sort=-amount&group=day")).toBe(matchOf("status=declined"));
    expect(matchOf("status=declined")).not.toBe(matchOf("status=settled"));
  });
});

describe("a press on a head", () => {
  const [date, payer] = COLUMNS as [ListColumn, ListColumn];

  it("begins with the newest and the largest, and words with A", () => {
    expect(nextSort(date, null)).toEqual({ columnId: "date", direction: "desc" });
    expect(nextSort(payer, { columnId: "date", direction: "desc" })).toEqual({ columnId: "payer", direction: "asc" });
  });

  it("turns the order round", () => {
    expect(nextSort(date, { columnId: "date", direction: "desc" }).direction).toBe("asc");
    expect(nextSort(date, { columnId: "date", direction: "asc" }).direction).toBe("desc");
  });

  it.each(["date", "-amount"])("stands in the address as %s", (text) => {
    const sort = readSort(text);
    expect(sort && writeSort(sort)).toBe(text);
  });

  it("does not stand in an address without one", () => expect(readSort("")).toBeNull());
});

it("writes counts that our faces can show", () => {
  expect(formatCount(1284, "en")).toBe("1,284");
  expect(formatCount(1284567, "fr")).toBe("1\u00a0284\u00a0567");
  expect(formatCount(1284, "es")).toBe("1.284");
});

it("knows its lists and no other", () => {
  expect(LIST_IDS.every(isKnownList)).toBe(true);
  expect(isKnownList("secrets")).toBe(false);
});
