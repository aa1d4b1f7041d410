import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor, pageOf } from "./keyset";

const encode = (text: string) => Buffer.from(text).toString("base64url");

describe("a cursor", () => {
  it("comes back as it went, to the millisecond", () => {
    const instants = fc.date({ min: new Date("1970-01-01"), max: new Date("2999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.stringMatching(/^[a-z]{3}_[0-9a-z]{24}$/), (at, id) => {
        expect(decodeCursor(encodeCursor({ at, id }))).toEqual({ at, id });
      }),
    );
  });

  it.each([
    ["nothing", ""],
    ["a word", "next"],
    ["no id", encode("2026-05-04T15:00:00.000Z|")],
    ["no instant", encode("|pay_1")],
    ["a day that is none", encode("2026-02-30T15:00:00.000Z|pay_1")],
    ["an instant without its milliseconds", encode("2026-05-04T15:00:00Z|pay_1")],
    ["a year that no database holds", encode("+275760-09-13T00:00:00.000Z|pay_1")],
    ["SQL for an id", encode("2026-05-04T15:00:00.000Z|pay_1' or '1'='1")],
    ["an id that is too long", encode(`2026-05-04T15:00:00.000Z|pay_${"a".repeat(61)}`)],
    ["bytes that are no text", "____"],
  ])("made of %s is refused as input", (_name, text) => {
    expect(() => decodeCursor(text)).toThrow(
      expect.objectContaining({ code: "invalid_input", reason: "cursor_invalid" }),
    );
  });

  it("that is any text at all is read or refused, never a defect", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(decodeCursor(text).at.getTime()).not.toBeNaN();
        } catch (error) {
          expect(error).toMatchObject({ code: "invalid_input" });
        }
      }),
    );
  });
});

it("a page has a next one exactly when more was read than is shown", () => {
  const rows = ["a", "b", "c"].map((name) => ({ at: new Date(0), id: `pay_${name}` }));
  const page = (limit: number) =>
    pageOf(
      rows,
      limit,
      (row) => row,
      (row) => row.id,
    );
  expect(page(3)).toEqual({ rows: ["pay_a", "pay_b", "pay_c"], nextCursor: null });
  expect(page(2)).toEqual({ rows: ["pay_a", "pay_b"], nextCursor: encodeCursor({ at: new Date(0), id: "pay_b" }) });
  expect(pageOf([], 2, () => ({ at: new Date(0), id: "" }), String)).toEqual({ rows: [], nextCursor: null });
});
