import { describe, expect, it } from "vitest";
import { z } from "zod";
import { inputWords } from "./input-words";

const schema = z.strictObject({
  name: z.string().min(1).max(5),
  amountCents: z.int().min(0).max(10),
  order: z.enum(["given", "oldest"]),
  kind: z.literal("trust"),
  lines: z.array(z.string()).min(1).max(2),
  date: z.iso.date(),
  send: z.boolean(),
  own: z.string("Write your own.").min(3, "Write three letters."),
});
const right = {
  ...{
    name: "a",
    amountCents: 1,
    order: "given",
    kind: "trust",
    lines: ["a"],
    date: "2026-10-31",
    send: true,
    own: "abc",
  },
};

function messageFor(wrong: Record<string, unknown>): string | undefined {
  return schema.safeParse({ ...right, ...wrong }, { error: inputWords }).error?.issues[0]?.message;
}

describe("inputWords", () => {
  it.each([
    [{ name: 5 }, "Write a text."],
    [{ name: undefined }, "Write a text."],
    [{ name: "" }, "Write 1 character or more."],
    [{ name: "abcdef" }, "Write at most 5 characters."],
    [{ amountCents: "5" }, "Write a number."],
    [{ amountCents: 1.5 }, "Write a whole number."],
    [{ amountCents: -1 }, "Write 0 or more."],
    [{ amountCents: 11 }, "Write 10 or less."],
    [{ order: "x" }, "Write one of: given, oldest."],
    [{ kind: "invoice" }, "Write trust."],
    [{ lines: "a" }, "Write a list."],
    [{ lines: [] }, "Write 1 entry or more."],
    [{ lines: ["a", "b", "c"] }, "Write at most 2 entries."],
    [{ date: "2026-02-30" }, "Write a calendar date such as 2026-10-31."],
    [{ send: "yes" }, "Write true or false."],
  ])("tells of %o what to write", (wrong, words) => expect(messageFor(wrong)).toBe(words));

  it("leaves the sentences of a schema alone", () => {
    expect(messageFor({ own: 1 })).toBe("Write your own.");
    expect(messageFor({ own: "a" })).toBe("Write three letters.");
    expect(messageFor({})).toBeUndefined();
  });
});
