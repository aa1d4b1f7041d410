import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hashPassword, needsRehash, verifyPassword } from "./passwords";

const argon2 = vi.hoisted(() => ({ running: 0, most: 0, verified: [] as string[] }));

vi.mock("@node-rs/argon2", async (original) => {
  const real = await original<typeof import("@node-rs/argon2")>();
  return {
    ...real,
    async hash(...given: Parameters<typeof real.hash>) {
      argon2.running += 1;
      argon2.most = Math.max(argon2.most, argon2.running);
      try {
        return await real.hash(...given);
      } finally {
        argon2.running -= 1;
      }
    },
    verify(...given: Parameters<typeof real.verify>) {
      argon2.verified.push(String(given[0]));
      return real.verify(...given);
    },
  };
});

beforeEach(() => {
  argon2.most = 0;
});
afterEach(() => expect(argon2.running).toBe(0));

describe("passwords", () => {
  it("knows the right password from a wrong one", async () => {
    const stored = await hashPassword("correct horse");
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(stored, "correct horse")).toBe(true);
    expect(await verifyPassword(stored, "correct horsE")).toBe(false);
  });

  it("salts: the same password twice gives two hashes", async () => {
    expect(await hashPassword("same")).not.toBe(await hashPassword("same"));
  });

  it("takes an accent typed as one code point or as two for the same", async () => {
    expect(await verifyPassword(await hashPassword("caf\u00e9"), "cafe\u0301")).toBe(true);
  });

  it.each(["", "not a hash", "$argon2id$v=19$m=19456,t=2,p=1$broken"])("answers no to the hash %j", async (stored) => {
    expect(await verifyPassword(stored, "nobody has this password")).toBe(false);
  });

  it("does the same work when there is no such user", async () => {
    const stored = await hashPassword("right");
    await verifyPassword(stored, "wrong");
    await verifyPassword("", "wrong");
    const [known, unknown] = argon2.verified.slice(-2);
    // Everything before the salt: the algorithm and its costs.
    const workOf = (hash?: string) => hash?.split("$").slice(0, 4).join("$");
    expect(workOf(unknown)).toBe("$argon2id$v=19$m=19456,t=2,p=1");
    expect(workOf(unknown)).toBe(workOf(known));
  });

  it("asks for a new hash only when the settings differ from today's", async () => {
    expect(needsRehash(await hashPassword("x"))).toBe(false);
    expect(needsRehash("$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHQ$aGFzaA")).toBe(true);
    expect(needsRehash("$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaA")).toBe(true);
  });

  it("runs at most four at once, and all of them in the end", async () => {
    const hashes = await Promise.all(Array.from({ length: 11 }, (_, i) => hashPassword(`p${i}`)));
    expect(new Set(hashes).size).toBe(11);
    expect(argon2.most).toBe(4);
  });
});
