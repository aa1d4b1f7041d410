import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { resetEnv } from "./env";
import { hashToken, seal, secretsEqual, unseal } from "./secrets";

const PLACE = "frm_1/pay_links.token";

function useKeys(current: string, previous = ""): void {
  process.env.ENCRYPTION_KEY = current;
  process.env.ENCRYPTION_KEY_PREVIOUS = previous;
  resetEnv();
}

afterEach(() => {
  delete process.env.ENCRYPTION_KEY;
  delete process.env.ENCRYPTION_KEY_PREVIOUS;
  resetEnv();
});

const OLD = "the-old-key-of-at-least-32-characters";
const NEW = "the-new-key-of-at-least-32-characters";

describe("a sealed value", () => {
  it("opens again, whatever it says", () => {
    fc.assert(
      fc.property(fc.string(), (plain) => {
        expect(unseal(seal(plain, PLACE), PLACE)).toBe(plain);
      }),
    );
    for (const plain of ["", "naïve", "漢字", "😀", "\0\n"]) expect(unseal(seal(plain, PLACE), PLACE)).toBe(plain);
  });

  it("is never the same twice and does not show what it holds", () => {
    const sealed = Array.from({ length: 200 }, () => seal("a-token", PLACE));
    expect(new Set(sealed).size).toBe(200);
    expect(sealed.join("")).not.toContain(Buffer.from("a-token").toString("base64url"));
  });

  it.each(["frm_2/pay_links.token", "frm_1/receipts.token", "", "frm_1/pay_links.token "])(
    "does not open at %s",
    (place) => {
      expect(() => unseal(seal("a-token", PLACE), place)).toThrow();
    },
  );

  it("does not open when any bit of it is changed, or its end is cut", () => {
    const sealed = Buffer.from(seal("a-token", PLACE), "base64url");
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(changed.toString("base64url"), PLACE), `bit ${bit}`).toThrow();
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => unseal(sealed.subarray(0, length).toString("base64url"), PLACE), `${length} bytes`).toThrow();
  });

  it("does not open with a tag cut to what could be guessed", () => {
    // Nonce and four bytes of the right tag, nothing sealed: a tag that short would be accepted if its length were not asked for.
    const empty = Buffer.from(seal("", PLACE), "base64url");
    expect(() => unseal(empty.subarray(0, 16).toString("base64url"), PLACE)).toThrow();
  });

  it("opens with the previous key after a change of keys, is sealed with the new one, and with the old alone no more", () => {
    useKeys(OLD);
    const before = seal("a-token", PLACE);
    useKeys(NEW, OLD);
    expect(unseal(before, PLACE)).toBe("a-token");
    const after = seal("a-token", PLACE);
    useKeys(NEW);
    expect(unseal(after, PLACE)).toBe("a-token");
    expect(() => unseal(before, PLACE)).toThrow();
    useKeys(OLD);
    expect(() => unseal(after, PLACE)).toThrow();
  });
});

describe("tokens and secrets", () => {
  it("are stored as SHA-256", () => {
    expect(hashToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("are equal only when they are", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => secretsEqual(a, b) === (a === b)));
    expect(secretsEqual("same", "same")).toBe(true);
  });
});
