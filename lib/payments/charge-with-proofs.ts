import { type CaptchaCheck, checkCaptcha } from "@/lib/captcha/check-captcha";
import { CaptchaUnproven } from "@/lib/captcha/require-captcha";
import type { Ctx } from "@/lib/platform/context";
import { KindUnproven, readTypedKind } from "./check-typed-kind";
import type { ChargeResult } from "./model";

type Kind = "card" | "echeck";

/** What somebody else was asked for before the claim, because nobody may be asked inside it. */
export type Proofs = {
  /** Of the typed method, by the word of the gateway; null before it was asked. */
  provenKind: Kind | null;
  isCaptchaPassed: boolean;
};

type Asked = {
  methodToken: string;
  methodKind: Kind;
  captcha: Omit<CaptchaCheck, "kind">;
};

/**
 * Charges with as few questions as it takes: `charge` says by its refusal what it lacks, that is asked for, and it is tried again. Nearly
 * always nothing is lacking.
 * @throws what `charge`, `readTypedKind` and `checkCaptcha` throw
 */
export async function chargeWithProofs(
  ctx: Ctx,
  asked: Asked,
  charge: (proofs: Proofs) => Promise<ChargeResult>,
): Promise<ChargeResult> {
  let proofs: Proofs = { provenKind: null, isCaptchaPassed: false };
  for (;;) {
    try {
      return await charge(proofs);
    } catch (error) {
      proofs = await prove(ctx, asked, proofs, error);
    }
  }
}

/** @throws the error itself, where a proof does not help */
async function prove(ctx: Ctx, asked: Asked, proofs: Proofs, error: unknown): Promise<Proofs> {
  if (error instanceof CaptchaUnproven && !proofs.isCaptchaPassed) {
    await checkCaptcha(ctx, { ...asked.captcha, kind: error.kind });
    return { ...proofs, isCaptchaPassed: true };
  }
  if (error instanceof KindUnproven && proofs.provenKind === null)
    return { ...proofs, provenKind: await readTypedKind(ctx, error.accountId, asked) };
  throw error;
}
