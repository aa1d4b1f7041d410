import { expect, it } from "vitest";
import { readSentFilter, sentAddressOf } from "./sent-address";

it.each([
  ["nothing", {}, { status: "outstanding", q: "", cursor: "" }],
  ["everything", { status: "expired", q: " marsh ", cursor: "abc" }, { status: "expired", q: "marsh", cursor: "abc" }],
  ["an unknown status", { status: "lost" }, { status: "outstanding", q: "", cursor: "" }],
  ["an order", { status: "all", sort: "-amount" }, { status: "all", q: "", sort: "-amount", cursor: "" }],
  ["an order that there is not", { sort: "-balance" }, { status: "outstanding", q: "", cursor: "" }],
  [
    "an age and a kind of account",
    { due: "late_1_30", accountKind: "trust" },
    { status: "outstanding", q: "", due: "late_1_30", accountKind: "trust", cursor: "" },
  ],
  ["an age that does not exist", { due: "late" }, { status: "outstanding", q: "", cursor: "" }],
  ["a file", { batch: "bat_0a1b2c" }, { status: "outstanding", q: "", batch: "bat_0a1b2c", cursor: "" }],
  ["a file that cannot be", { batch: "lnk_1' or" }, { status: "outstanding", q: "", cursor: "" }],
  ["a name twice", { q: ["a", "b"] }, { status: "outstanding", q: "a", cursor: "" }],
])("reads an address with %s", (_name, address, filter) => {
  expect(readSentFilter(address)).toEqual({ due: "", accountKind: "", batch: "", sort: "-created", ...filter });
});

it("begins at the first page when the view changes, and keeps the search", () => {
  const filter = readSentFilter({ status: "expired", q: "a & b", cursor: "xyz" });
  expect(sentAddressOf(filter, { status: "all" })).toBe("/staff/send/sent?status=all&q=a+%26+b");
  expect(sentAddressOf(filter, { cursor: "n" })).toBe("/staff/send/sent?status=expired&q=a+%26+b&cursor=n");
});

it("names an order that was asked for, also the usual one: its user may keep another", () => {
  const filter = readSentFilter({ sort: "-amount", cursor: "xyz" });
  expect(sentAddressOf(filter, { sort: "-created" })).toBe("/staff/send/sent?status=outstanding&sort=-created");
  expect(sentAddressOf(filter, { cursor: "n" })).toBe("/staff/send/sent?status=outstanding&sort=-amount&cursor=n");
});
