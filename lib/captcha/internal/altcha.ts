import { createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { deriveTokens } from "@/lib/platform/secrets";
import type { CaptchaChallenge, CaptchaVerdict } from "../model";
import { CHALLENGE_LIFE_MS, COST } from "../rules";

type Asked = { refId: string; counter: number; now: Date };

/** A new challenge for one link or submission. Nothing of it is kept: its signature says that it is ours. */
export async function makeAltcha({ refId, counter, now }: Asked): Promise<CaptchaChallenge> {
  const [secrets] = secretPairs();
  if (!secrets) throw new Error("no key to sign with");
  return createChallenge({
    ...secrets,
    ...{ algorithm: "PBKDF2/SHA-256", cost: COST, counter, deriveKey },
    // Among the data, and not as the protocol's own field: that one is compared with the machine's clock.
    data: { ref: refId, expires: now.getTime() + CHALLENGE_LIFE_MS },
  });
}

const Hex = z.string().regex(/^(?:[0-9a-f]{2}){1,64}$/);
/** What a solver sends: the challenge as it was given, and the number that was found. */
const Solved = z.object({
  challenge: z.object({
    parameters: z.strictObject({
      algorithm: z.literal("PBKDF2/SHA-256"),
      ...{ nonce: Hex, salt: Hex, keyPrefix: Hex, keySignature: Hex },
      ...{ cost: z.literal(COST), keyLength: z.int().min(1).max(64) },
      data: z.strictObject({ ref: z.string().max(80), expires: z.int() }),
    }),
    signature: Hex,
  }),
  solution: z.object({ counter: z.int().min(0), derivedKey: Hex }),
});

/** Whether it is one of our challenges for this very thing, in time and solved. */
export async function judgeAltcha(
  answer: string,
  { refId, now }: { refId: string; now: Date },
): Promise<CaptchaVerdict> {
  const solved = Solved.safeParse(readJson(answer));
  if (!solved.success) return "wrong";
  const { challenge, solution } = solved.data;
  if (!(await isSolved(challenge, solution)) || challenge.parameters.data.ref !== refId) return "wrong";
  return challenge.parameters.data.expires > now.getTime() ? "good" : "expired";
}

type SolvedParts = z.infer<typeof Solved>;

async function isSolved(challenge: SolvedParts["challenge"], solution: SolvedParts["solution"]): Promise<boolean> {
  for (const secrets of secretPairs()) {
    const { verified } = await verifySolution({ ...secrets, challenge, solution, deriveKey });
    if (verified) return true;
  }
  return false;
}

/** By the present key and, while keys change, by the one before it. */
function secretPairs(): { hmacSignatureSecret: string; hmacKeySignatureSecret: string }[] {
  const ofKeys = deriveTokens("captcha/keys");
  return deriveTokens("captcha/challenges").map((hmacSignatureSecret, place) => ({
    hmacSignatureSecret,
    hmacKeySignatureSecret: ofKeys[place] ?? hmacSignatureSecret,
  }));
}

function readJson(answer: string): unknown {
  try {
    return JSON.parse(Buffer.from(answer, "base64").toString("utf8"));
  } catch {
    return null;
  }
}
