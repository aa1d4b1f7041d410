import type { CaptchaKind } from "@/lib/captcha/model";
import { recaptchaSettings } from "@/lib/captcha/read-recaptcha-settings";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";

/** What a token pays: it says which of the two actions gives a challenge. */
export type PaidBy = "pay_link" | "page_submission";

export type CaptchaTexts = Record<"label" | "working" | "done" | "failed" | "again" | "missing", string>;

export type CaptchaView = {
  paidBy: PaidBy;
  /** Google's box; null for the built-in calculation. */
  recaptcha: { siteKey: string; script: string } | null;
  texts: CaptchaTexts;
};

export type CaptchaHandle = {
  /** What the server is to look at; each answer is given out once. Null when there is none. Never rejects. */
  takeAnswer(): Promise<string | null>;
};

/** What the form is told of the captcha that it asks for; null where it asks for none. */
export function captchaViewOf(kind: CaptchaKind, paidBy: PaidBy, locale: Locale): CaptchaView | null {
  if (kind === "none") return null;
  const t = textsOf(locale, "pay.captcha");
  const google = kind === "recaptcha" ? recaptchaSettings() : null;
  return {
    paidBy,
    recaptcha: google && {
      siteKey: google.siteKey,
      script: `${google.base}/recaptcha/api.js?render=explicit&hl=${locale}`,
    },
    texts: {
      ...{ label: t("label"), working: t("working"), done: t("done"), again: t("again") },
      failed: google ? t("googleGone") : t("failed"),
      missing: google ? t("tickFirst") : t("notDone"),
    },
  };
}
