import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { solveAltcha } from "@/app/_components/paying/captcha/solve-altcha";
import { resetEnv } from "@/lib/platform/env";
import { clockAfter, MINUTE_MS, refusalOf } from "@/tests/support/money-bench";
import { type RecaptchaDouble, SECRET, SITE_KEY, startRecaptchaDouble } from "@/tests/support/recaptcha-double";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { type CaptchaCheck, checkCaptcha } from "./check-captcha";
import { makeChallenge } from "./make-challenge";
import type { CaptchaChallenge } from "./model";
import { CaptchaUnproven, requireCaptcha } from "./require-captcha";
import { CHALLENGE_LIFE_MS } from "./rules";

const test = useTestDatabase();
const REF = "psb_one";
let firm: TestFirm;
let google: RecaptchaDouble;

function setEnv(values: Record<string, string>): void {
  Object.assign(process.env, values);
  resetEnv();
}

beforeAll(async () => {
  firm = await makeTestFirm();
  google = await startRecaptchaDouble();
});
beforeEach(() => {
  google.be("judges");
  setEnv({ RECAPTCHA_SITE_KEY: SITE_KEY, RECAPTCHA_SECRET: SECRET, RECAPTCHA_API_BASE: google.url, APP_URL: "" });
});
afterAll(async () => {
  setEnv({ RECAPTCHA_SITE_KEY: "", RECAPTCHA_SECRET: "", RECAPTCHA_API_BASE: "", APP_URL: "" });
  await google.stop();
});

const ctxAt = (ms = 0) => ({ ...firm.ctxAt(clockAfter(ms)), ip: "203.0.113.9" });
const challengeFor = (refId = REF) => makeChallenge(ctxAt(), refId);
const solve = async (challenge: CaptchaChallenge) => (await solveAltcha(challenge, new AbortController())) ?? "";
const check = (answer: string, changes: Partial<CaptchaCheck> = {}, ms = 0) =>
  checkCaptcha(ctxAt(ms), { kind: "altcha", refId: REF, answer, passesUnanswered: false, ...changes });
const refused = (reason: string) => ({ code: "refused", reason });

/** The same answer with something in it changed. */
function forge(answer: string, change: (solved: Solved) => void): string {
  const solved = JSON.parse(atob(answer)) as Solved;
  change(solved);
  return btoa(JSON.stringify(solved));
}
type Solved = {
  challenge: { parameters: Record<string, unknown> & { data: Record<string, unknown> }; signature: string };
  solution: { counter: number; derivedKey: string };
};

describe("the built-in captcha", () => {
  it("lets a solved challenge pass, once", async () => {
    const answer = await solve(await challengeFor());
    await check(answer);
    expect(await refusalOf(check(answer))).toEqual(refused("captcha_used"));
    // Written in another way it is still the same challenge.
    const rewritten = forge(answer, ({ solution }) => Object.assign(solution, { time: 1 }));
    expect(rewritten).not.toBe(answer);
    expect(await refusalOf(check(rewritten))).toEqual(refused("captcha_used"));
  });

  it("twenty times at once counts once", async () => {
    const answer = await solve(await challengeFor());
    const answers = await releaseTogether(20, () =>
      check(answer).then(
        () => ({ kind: "passed" }),
        () => ({ kind: "refused" }),
      ),
    );
    expect(countAnswers(answers)).toEqual({ passed: 1, refused: 19 });
  });

  it("asks for an answer, and for one to this very link or submission", async () => {
    expect(await refusalOf(check(""))).toEqual(refused("captcha_missing"));
    const ofAnother = await solve(await challengeFor("psb_two"));
    expect(await refusalOf(check(ofAnother))).toEqual(refused("captcha_wrong"));
    await check(ofAnother, { refId: "psb_two" });
  });

  it("lapses", async () => {
    const answer = await solve(await challengeFor());
    expect(await refusalOf(check(answer, {}, CHALLENGE_LIFE_MS))).toEqual(refused("captcha_expired"));
    await check(answer, {}, CHALLENGE_LIFE_MS - 1);
  });

  it.each<[string, (solved: Solved) => void]>([
    ["an easier task", ({ challenge }) => Object.assign(challenge.parameters, { cost: 1 })],
    ["a shorter mark to meet", ({ challenge }) => Object.assign(challenge.parameters, { keyPrefix: "00" })],
    ["a longer life", ({ challenge }) => Object.assign(challenge.parameters.data, { expires: 9e15 })],
    ["another thing to pay", ({ challenge }) => Object.assign(challenge.parameters.data, { ref: "psb_three" })],
    ["a signature made up", ({ challenge }) => Object.assign(challenge, { signature: "00".repeat(32) })],
    ["no signature of the key", ({ challenge }) => Object.assign(challenge.parameters, { keySignature: undefined })],
    ["a key made up", ({ solution }) => Object.assign(solution, { derivedKey: "00".repeat(32) })],
    ["more than the protocol has", ({ challenge }) => Object.assign(challenge.parameters, { extra: 1 })],
  ])("does not take %s", async (_what, change) => {
    const answer = await solve(await challengeFor());
    expect(await refusalOf(check(forge(answer, change)))).toEqual(refused("captcha_wrong"));
    await check(answer);
  });

  it.each(["nonsense", btoa("{}"), btoa("null"), btoa('{"challenge":{},"solution":{}}')])(
    "does not take %s",
    async (answer) => {
      expect(await refusalOf(check(answer))).toEqual(refused("captcha_wrong"));
    },
  );

  it("takes what was signed with the key before, while keys change", async () => {
    const before = process.env.ENCRYPTION_KEY ?? "";
    setEnv({ ENCRYPTION_KEY: "the-key-before-0123456789-0123456789" });
    const answer = await solve(await challengeFor());
    setEnv({ ENCRYPTION_KEY: "the-key-after-0123456789-01234567890" });
    expect(await refusalOf(check(answer))).toEqual(refused("captcha_wrong"));
    setEnv({ ENCRYPTION_KEY_PREVIOUS: "the-key-before-0123456789-0123456789" });
    await check(answer);
    setEnv({ ENCRYPTION_KEY: before, ENCRYPTION_KEY_PREVIOUS: "" });
  });

  it("remembers an answer no longer than it could count", async () => {
    await check(await solve(await challengeFor()));
    await checkCaptcha(ctxAt(180 * MINUTE_MS), {
      ...{ kind: "altcha", refId: REF, passesUnanswered: false },
      answer: await solve(await makeChallenge(ctxAt(180 * MINUTE_MS), REF)),
    });
    const rows = await test.asOwner<{ kept: Date }>("select kept_until as kept from captcha_answers");
    expect(rows).toHaveLength(1);
  });
});

describe("Google's captcha", () => {
  const ofGoogle = { kind: "recaptcha" } as const;

  it("is judged by Google, who is told the payer's address and our secret; once", async () => {
    const answer = google.tick();
    await check(answer, ofGoogle);
    expect(Object.fromEntries(google.asked.at(-1) ?? [])).toEqual({
      secret: SECRET,
      response: answer,
      remoteip: "203.0.113.9",
    });
    expect(await refusalOf(check(answer, ofGoogle))).toEqual(refused("captcha_expired"));
    expect(await refusalOf(check("made-up", ofGoogle))).toEqual(refused("captcha_wrong"));
    expect(await refusalOf(check("", ofGoogle))).toEqual(refused("captcha_missing"));
  });

  it("was ticked on this site", async () => {
    setEnv({ APP_URL: "https://pay.hartwell.example" });
    await check(google.tick("pay.hartwell.example"), ofGoogle);
    expect(await refusalOf(check(google.tick("evil.example"), ofGoogle))).toEqual(refused("captcha_wrong"));
  });

  it.each(["hangs", "breaks", "babbles"] as const)("while Google %s, a page takes nothing, in words", async (mood) => {
    google.be(mood);
    expect(await refusalOf(check(google.tick(), ofGoogle))).toEqual({
      code: "upstream_unavailable",
      reason: "captcha_unreachable",
    });
  });

  it("with a secret that Google refuses, a page takes nothing", async () => {
    setEnv({ RECAPTCHA_SECRET: "another" });
    expect((await refusalOf(check(google.tick(), ofGoogle))).reason).toBe("captcha_unreachable");
  });

  it("while Google does not answer, a sent link is paid a few times", async () => {
    google.be("breaks");
    setEnv({ RATE_LIMITS: "strict" });
    const holder = globalThis as { docketpayLimiters?: Map<string, unknown> };
    holder.docketpayLimiters?.delete("captcha-unanswered");
    const link = { ...ofGoogle, refId: "lnk_one", passesUnanswered: true };
    for (let nth = 0; nth < 3; nth++) await check(google.tick(), link);
    expect((await refusalOf(check(google.tick(), link))).code).toBe("rate_limited");
    expect((await refusalOf(check("", link))).reason).toBe("captcha_missing");
    setEnv({ RATE_LIMITS: "relaxed" });
    holder.docketpayLimiters?.delete("captcha-unanswered");
  });
});

describe("which captcha is asked for", () => {
  const askedFor = (wanted: "none" | "altcha" | "recaptcha") => {
    try {
      requireCaptcha(wanted, false);
      return "none";
    } catch (error) {
      return error instanceof CaptchaUnproven ? error.kind : "?";
    }
  };

  it("is the one that was set, and the built-in one where the keys of Google's are gone", () => {
    expect((["none", "altcha", "recaptcha"] as const).map(askedFor)).toEqual(["none", "altcha", "recaptcha"]);
    setEnv({ RECAPTCHA_SECRET: "" });
    expect((["none", "altcha", "recaptcha"] as const).map(askedFor)).toEqual(["none", "altcha", "altcha"]);
  });
});
