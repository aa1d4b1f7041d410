import { describe, expect, it } from "vitest";
import { describeFailures, lastLinesOf } from "./failures.mjs";

describe("the failures at the end of a run", () => {
  it("are named with message and stack, without colours, empty lines and the stacks of packages", () => {
    const red = String.fromCharCode(27);
    const text = `${red}[31mTimeoutError: 30000ms\n\n  - waiting for "Saved."\n    at tests/a.test.ts:7:3\n    at /x/node_modules/vitest/run.js:1:1`;
    expect(describeFailures([{ name: "tests/a.test.ts: saves", text }])).toBe(
      [
        "FAILED tests/a.test.ts: saves",
        "     TimeoutError: 30000ms",
        '       - waiting for "Saved."',
        "         at tests/a.test.ts:7:3",
      ].join("\n"),
    );
  });

  it("are nothing when nothing failed", () => {
    expect(describeFailures([])).toBe("");
  });

  it("stay short, however many and long they are", () => {
    const text = Array.from({ length: 500 }, () => "y".repeat(5_000)).join("\n");
    const shown = describeFailures(Array.from({ length: 300 }, (_, index) => ({ name: `test ${index}`, text })));
    expect(shown.split("\n").length).toBeLessThan(600);
    expect(shown).toContain("(476 more lines above)");
    expect(shown.endsWith("and 280 more, told above.")).toBe(true);
  });

  it("of a program are its last lines", () => {
    const lines = Array.from({ length: 90 }, (_, index) => `line ${index}`).join("\n");
    expect(lastLinesOf(`${lines}\n`).split("\n").at(-1)).toBe("line 89");
    expect(lastLinesOf(lines).split("\n")).toHaveLength(24);
  });
});
