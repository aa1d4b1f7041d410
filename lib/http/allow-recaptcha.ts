import type { CaptchaKind } from "@/lib/captcha/model";
import { recaptchaSettings } from "@/lib/captcha/read-recaptcha-settings";
import { changePolicy } from "./change-policy";

/**
 * Lets the page that is being drawn frame Google's box and lets that ask Google, where it asks for this captcha; on every other page nothing
 * of another site may be framed or asked. Its script needs no leave: the page's own script loads it.
 */
export function allowRecaptcha(captcha: CaptchaKind): void {
  const settings = captcha === "recaptcha" ? recaptchaSettings() : null;
  if (!settings) return;
  const hosts = recaptchaHosts(settings.base);
  changePolicy((policy) =>
    policy
      .replace("frame-src 'self'", `frame-src 'self' ${hosts}`)
      .replace("connect-src 'self'", `connect-src 'self' ${hosts}`),
  );
}

function recaptchaHosts(base: string): string {
  const own = `${base}/recaptcha/`;
  return base === "https://www.google.com" ? `${own} https://recaptcha.google.com/recaptcha/` : own;
}
