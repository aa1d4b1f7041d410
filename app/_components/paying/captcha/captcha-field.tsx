"use client";

import type { Ref } from "react";
import { AltchaCheck } from "./altcha-check";
import type { CaptchaHandle, CaptchaView } from "./captcha-view";
import { RecaptchaCheck } from "./recaptcha-check";

type Props = { ref: Ref<CaptchaHandle>; view: CaptchaView; token: string };

/** The captcha of the form. Loaded only where one is asked for, so that every other page stays as light as it was. */
export function CaptchaField({ ref, view, token }: Props) {
  const { recaptcha, paidBy, texts } = view;
  if (recaptcha) return <RecaptchaCheck ref={ref} {...recaptcha} texts={texts} />;
  return <AltchaCheck ref={ref} token={token} paidBy={paidBy} texts={texts} />;
}
