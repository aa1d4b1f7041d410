import { describe, expect, it } from "vitest";
import { randomIds } from "@/lib/platform/ids";
import { askedBackOffMs, backOffMs, chanceOf, spread } from "./back-off";

describe("the pause after a failure", () => {
  it("doubles up to half a minute, and is never all the same", () => {
    expect([1, 2, 3, 4, 7, 8, 50].map((failures) => backOffMs(failures, 1))).toEqual([
      500, 1_000, 2_000, 4_000, 30_000, 30_000, 30_000,
    ]);
    expect(backOffMs(1, 0)).toBe(250);
    expect(spread(60_000, 0)).toBe(30_000);
    const chances = Array.from({ length: 2_000 }, () => chanceOf(randomIds));
    expect(Math.min(...chances)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...chances)).toBeLessThanOrEqual(1);
    const mean = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
  });

  it("is as long as the portal asks, yet never hours, and never shorter than by itself", () => {
    expect(askedBackOffMs(1, 1, 7)).toBe(7_000);
    expect(askedBackOffMs(8, 1, 7)).toBe(30_000);
    for (const nothing of [null, 0, -5]) expect(askedBackOffMs(2, 1, nothing)).toBe(1_000);
    // Longer than a timer of Node can wait, which would fire at once.
    for (const asked of [86_400, 3_000_000, Number.POSITIVE_INFINITY])
      expect(askedBackOffMs(1, 1, asked)).toBe(300_000);
  });
});
