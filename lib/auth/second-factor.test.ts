import { describe, expect, it } from "vitest";
import { randomIds } from "@/lib/platform/ids";
import { hashToken } from "@/lib/platform/secrets";
import {
  beginSecondFactor,
  hashOfRecoveryCode,
  makeRecoveryCodes,
  openPending,
  sealSeed,
  showPending,
  stepOfCode,
  unsealSeed,
} from "./second-factor";

/** The seed of RFC 6238, Appendix B ("12345678901234567890"), in base32. */
const RFC_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
/** Its SHA-1 codes, of which apps show the last six digits. */
const VECTORS: [number, string][] = [
  [59, "94287082"],
  [1_111_111_109, "07081804"],
  [1_111_111_111, "14050471"],
  [1_234_567_890, "89005924"],
  [2_000_000_000, "69279037"],
  [20_000_000_000, "65353130"],
];
const at = (seconds: number) => new Date(seconds * 1_000);
const now = new Date("2026-11-22T10:00:00Z");
const whose = { firmId: "frm_1", userId: "usr_1" };
const names = { ...whose, firmName: "Hartwell & Lowe LLP", email: "dana@hartwell.example" };

describe("codes", () => {
  it.each(VECTORS)("are those of RFC 6238 at second %i", (seconds, code) => {
    expect(stepOfCode(RFC_SEED, code.slice(2), at(seconds), 0)).toBe(Math.floor(seconds / 30));
  });

  it("are taken one step early and late, and no further", () => {
    const [seconds, code] = [1_234_567_890, "005924"];
    const step = Math.floor(seconds / 30);
    const taken = (shift: number) => stepOfCode(RFC_SEED, code, at((step + shift) * 30 + 15), 0);
    expect([-2, -1, 0, 1, 2].map(taken)).toEqual([null, step, step, step, null]);
  });

  it("are never taken again, nor one before the last that was taken", () => {
    const step = Math.floor(1_234_567_890 / 30);
    const again = (lastStep: number) => stepOfCode(RFC_SEED, "005924", at(1_234_567_890), lastStep);
    expect([step - 1, step, step + 1].map(again)).toEqual([step, null, null]);
  });

  it("may be typed with a space, and are nothing but six digits", () => {
    expect(stepOfCode(RFC_SEED, " 005 924 ", at(1_234_567_890), 0)).not.toBeNull();
    for (const typed of ["", "05924", "0005924", "abcdef", "89005924"])
      expect(stepOfCode(RFC_SEED, typed, at(1_234_567_890), 0)).toBeNull();
  });
});

describe("a new seed", () => {
  it("has 160 bits, differs each time, and comes back only to its user within a quarter of an hour", () => {
    const setup = beginSecondFactor(randomIds, now, names);
    expect(setup.secret.replaceAll(" ", "")).toMatch(/^[A-Z2-7]{32}$/);
    expect(beginSecondFactor(randomIds, now, names).secret).not.toBe(setup.secret);
    expect(openPending(setup.pending, whose, now)).toEqual({ seed: setup.secret.replaceAll(" ", "") });
    expect(showPending(setup.pending, names)).toEqual(setup);
    expect(openPending(setup.pending, { ...whose, userId: "usr_2" }, now)).toBeNull();
    expect(openPending(setup.pending, { ...whose, firmId: "frm_2" }, now)).toBeNull();
    expect(openPending([...setup.pending].reverse().join(""), whose, now)).toBeNull();
    expect(openPending(setup.pending, whose, new Date(now.getTime() + 15 * 60_000))).toBeNull();
  });

  it("is kept sealed for its user alone", () => {
    const sealed = sealSeed(RFC_SEED, whose);
    expect(sealed).not.toContain(RFC_SEED);
    expect(unsealSeed(sealed, whose)).toBe(RFC_SEED);
    expect(() => unsealSeed(sealed, { ...whose, userId: "usr_2" })).toThrow();
  });
});

describe("recovery codes", () => {
  it("are ten of 80 bits, kept as hashes, typed in any case with or without dashes", () => {
    const { codes, hashes } = makeRecoveryCodes(randomIds);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect(hashes).toEqual(codes.map((code) => hashToken(code.replaceAll("-", ""))));
    const [first = ""] = codes;
    for (const typed of [first, first.toLowerCase(), first.replaceAll("-", " ")])
      expect(hashOfRecoveryCode(typed)).toBe(hashes[0]);
    for (const typed of ["123456", "", `${first}A`]) expect(hashOfRecoveryCode(typed)).toBeNull();
  });
});
