import { expect, it } from "vitest";
import type { ChangedRows, UploadRow } from "@/lib/link-uploads/model";
import { mergeRows } from "./merge-rows";
import { readReviewAddress, reviewAddressOf } from "./review-address";

const rowOf = (line: number, sameAs: number | null = null) => ({ line, sameAs }) as UploadRow;
const changeOf = (changes: Partial<ChangedRows>) => ({ row: null, doubles: [], lines: [], ...changes }) as ChangedRows;

it("puts a changed row in its place and an added one at its line", () => {
  const rows = [rowOf(2), rowOf(4), rowOf(9)];
  const changed = rowOf(4);
  expect(mergeRows(rows, changeOf({ row: changed }))[1]).toBe(changed);
  expect(mergeRows(rows, changeOf({ row: rowOf(5) })).map(({ line }) => line)).toEqual([2, 4, 5, 9]);
});

it("tells doubles of rows that are shown, and leaves every other row the same object", () => {
  const rows = [rowOf(2), rowOf(4)];
  const merged = mergeRows(
    rows,
    changeOf({
      doubles: [
        { line: 4, sameAs: 2 },
        { line: 7_000, sameAs: 2 },
      ],
    }),
  );
  expect(merged).toEqual([rowOf(2), rowOf(4, 2)]);
  expect(merged[0]).toBe(rows[0]);
});

it.each([
  [{}, { view: "all", page: 1 }, "/staff/send/bulk/upl_1"],
  [{ view: "bad", page: "3" }, { view: "bad", page: 3 }, "/staff/send/bulk/upl_1?view=bad&page=3"],
  [{ view: "lost", page: "-1" }, { view: "all", page: 1 }, "/staff/send/bulk/upl_1"],
  [{ view: ["twice", "bad"], page: "1.5" }, { view: "twice", page: 1 }, "/staff/send/bulk/upl_1?view=twice"],
])("reads the address %j", (address, asked, written) => {
  const read = readReviewAddress(address);
  expect(read).toEqual(asked);
  expect(reviewAddressOf("upl_1", read.view, read.page)).toBe(written);
});
