import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { randomIds } from "./ids";

describe("ids", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("are a prefix, nine characters of time and fifteen of chance", () => {
    vi.setSystemTime(new Date("2026-05-04T15:00:00.000Z"));
    const ids = Array.from({ length: 20_000 }, () => randomIds.next("pay"));
    expect(ids.every((id) => /^pay_[0-9a-hjkmnp-z]{24}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(20_000);
    expect(new Set(ids.map((id) => id.slice(0, 13))).size).toBe(1);
  });

  it("made later sort later, for a thousand years", () => {
    const instants = [
      "2026-01-01",
      "2026-05-04T15:00:00.000Z",
      "2026-05-04T15:00:00.001Z",
      "2027-01-01",
      "2100-01-01",
      "3026-01-01",
    ];
    const ids = instants.map((instant) => {
      vi.setSystemTime(new Date(instant));
      return randomIds.next("lnk");
    });
    expect([...ids].sort()).toEqual(ids);
  });
});

it("tokens hold 256 bits and fit an address", () => {
  const tokens = Array.from({ length: 2_000 }, () => randomIds.token());
  expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
  expect(new Set(tokens).size).toBe(2_000);
});
