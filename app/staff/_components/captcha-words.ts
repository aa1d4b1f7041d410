"use client";

import { useTranslations } from "next-intl";
import type { CaptchaKind } from "@/lib/captcha/model";

/** Label, hint and options of the choice of a captcha, wherever it is made. `kinds`: what this deployment has. */
export function useCaptchaWords(kinds: readonly CaptchaKind[]) {
  const t = useTranslations("captcha");
  return {
    label: t("label"),
    hint: kinds.includes("recaptcha") ? `${t("hint")} ${t("google")}` : t("hint"),
    options: kinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
  };
}
