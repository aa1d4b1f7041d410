import { expect, it } from "vitest";
import { readSentFilter, sentAddressOf } from "./sent-address";

it.each([
  ["nothing", {}, { status: "outstanding", q: "", older: "", newer: "" }],
  [
    "everything",
    { status: "expired", q: " marsh ", older: "abc" },
    { status: "expired", q: "marsh", older: "abc", newer: "" },
  ],
  ["an unknown status", { status: "lost" }, { status: "outstanding", q: "", older: "", newer: "" }],
  ["two cursors", { status: "all", older: "a", newer: "b" }, { status: "all", q: "", older: "", newer: "b" }],
  [
    "an age and a kind of account",
    { due: "late_1_30", accountKind: "trust" },
    { status: "outstanding", q: "", due: "late_1_30", accountKind: "trust", older: "", newer: "" },
  ],
  ["an age that does not exist", { due: "late" }, { status: "outstanding", q: "", older: "", newer: "" }],
  ["a name twice", { q: ["a", "b"] }, { status: "outstanding", q: "a", older: "", newer: "" }],
])("reads an address with %s", (_name, address, filter) => {
  expect(readSentFilter(address)).toEqual({ due: "", accountKind: "", ...filter });
});

it("begins at the first page when the view changes, and keeps the search", () => {
  const filter = readSentFilter({ status: "expired", q: "a & b", older: "xyz" });
  expect(sentAddressOf(filter, { status: "all" })).toBe("/staff/send/sent?status=all&q=a+%26+b");
  expect(sentAddressOf(filter, { newer: "n" })).toBe("/staff/send/sent?status=expired&q=a+%26+b&newer=n");
});
