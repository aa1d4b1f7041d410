import type { CaptchaKind } from "./model";
import { captchaHere } from "./read-recaptcha-settings";

/**
 * A captcha is asked for, and nobody has looked at its answer yet. Thrown inside the claim, where nobody else may be asked; whoever catches
 * it has the answer checked and tries again. Where none is asked for, nobody pays for the question.
 */
export class CaptchaUnproven extends Error {
  constructor(readonly kind: Exclude<CaptchaKind, "none">) {
    super("the answer to the captcha is not checked");
  }
}

/** @throws CaptchaUnproven */
export function requireCaptcha(wanted: CaptchaKind, isProven: boolean): void {
  const kind = captchaHere(wanted);
  if (kind !== "none" && !isProven) throw new CaptchaUnproven(kind);
}
