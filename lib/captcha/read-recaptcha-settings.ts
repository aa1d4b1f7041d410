import { env } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { CAPTCHA_KINDS, type CaptchaKind } from "./model";
import { captchaInUse } from "./rules";

const GOOGLE = "https://www.google.com";

/** Both keys of reCAPTCHA and where it is asked; null where this deployment has none. */
export function recaptchaSettings(): { siteKey: string; secret: string; base: string } | null {
  const { RECAPTCHA_SITE_KEY: siteKey, RECAPTCHA_SECRET: secret, RECAPTCHA_API_BASE } = env();
  return siteKey && secret ? { siteKey, secret, base: RECAPTCHA_API_BASE.replace(/\/$/, "") || GOOGLE } : null;
}

/** What a payer meets where `wanted` is set. */
export function captchaHere(wanted: CaptchaKind): CaptchaKind {
  return wanted === "none" ? "none" : captchaInUse(wanted, recaptchaSettings() !== null);
}

/** What can be chosen here. */
export function captchaChoices(): CaptchaKind[] {
  return CAPTCHA_KINDS.filter((kind) => captchaHere(kind) === kind);
}

/** @throws AppError invalid_input (recaptcha_keys_missing) where it could not be asked for */
export function checkCaptchaChoice(captcha: CaptchaKind): void {
  if (!captchaChoices().includes(captcha))
    throw new AppError("invalid_input", { fields: [{ path: "captcha", message: "recaptcha_keys_missing" }] });
}
