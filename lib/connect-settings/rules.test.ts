import { describe, expect, it } from "vitest";
import { choicesFor, lineOfPath } from "./rules";

const CODES = [
  { code: "CASH", name: "Cash receipt", isTrust: false },
  { code: "TRUST", name: "Trust receipt", isTrust: true },
];

describe("what an account may be called", () => {
  it("is of its own kind of money", () => {
    expect(choicesFor(CODES, "operating", "").map(({ code }) => code)).toEqual(["CASH"]);
    expect(choicesFor(CODES, "trust", "").map(({ code }) => code)).toEqual(["TRUST"]);
  });

  it("is all there is where the matter system does not tell the kinds apart", () => {
    const alike = CODES.map((each) => ({ ...each, isTrust: false }));
    expect(choicesFor(alike, "trust", "").map(({ code }) => code)).toEqual(["CASH", "TRUST"]);
  });

  it("keeps a saved code, also of the other kind or gone", () => {
    expect(choicesFor(CODES, "operating", "TRUST").at(-1)).toEqual({
      code: "TRUST",
      name: "Trust receipt",
      isKnown: true,
    });
    expect(choicesFor(CODES, "operating", "OLD").at(-1)).toEqual({ code: "OLD", name: "", isKnown: false });
    expect(choicesFor([], "operating", "")).toEqual([]);
  });
});

describe("the line of a path", () => {
  const text = JSON.stringify(
    { name: "A {b}", record: [{ fields: [{ name: "x" }, { name: 'y, "q"', width: 3 }] }], tail: [] },
    null,
    2,
  );
  const lineWith = (part: string) => text.split("\n").findIndex((line) => line.includes(part)) + 1;

  it.each([
    ["name", '"name": "A'],
    ["record.0.fields.1.width", '"width"'],
    ["record.0.fields.0", "{"],
    ["tail", '"tail"'],
  ])("%s", (path, part) => {
    const line = lineOfPath(text, path);
    expect(text.split("\n")[(line ?? 0) - 1]).toContain(part);
  });

  it("of what is missing is the line around it", () => {
    expect(lineOfPath(text, "record.0.fields.1.source")).toBe(lineWith('"name": "y') - 1);
    expect(lineOfPath(text, "fileTrailer")).toBeNull();
    expect(lineOfPath("", "a")).toBeNull();
  });
});
