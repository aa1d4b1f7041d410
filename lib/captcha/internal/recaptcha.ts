import { z } from "zod";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import type { CaptchaVerdict } from "../model";
import { recaptchaSettings } from "../read-recaptcha-settings";

const PATIENCE_MS = 5_000;

const Answer = z.object({
  success: z.boolean(),
  hostname: z.string().optional(),
  "error-codes": z.array(z.string()).optional(),
});

/** Asks Google what it thinks of an answer of its box. Google itself takes each answer once, and for two minutes. */
export async function judgeRecaptcha(answer: string, ip: string): Promise<CaptchaVerdict> {
  const settings = recaptchaSettings();
  if (!settings) return "unreachable";
  const said = await ask(settings, answer, ip);
  if (!said) return "unreachable";
  const problems = said["error-codes"] ?? [];
  if (problems.some((problem) => problem.endsWith("input-secret"))) {
    log().error({ problems }, "reCAPTCHA refuses RECAPTCHA_SECRET");
    return "unreachable";
  }
  if (problems.includes("timeout-or-duplicate")) return "expired";
  return said.success && isOfThisSite(said.hostname ?? "") ? "good" : "wrong";
}

async function ask(
  { secret, base }: { secret: string; base: string },
  answer: string,
  ip: string,
): Promise<z.infer<typeof Answer> | null> {
  try {
    const response = await fetch(`${base}/recaptcha/api/siteverify`, {
      method: "POST",
      body: new URLSearchParams({ secret, response: answer, ...(ip && { remoteip: ip }) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: "error",
    });
    return response.ok ? Answer.parse(await response.json()) : null;
  } catch (error) {
    log().warn({ err: error }, "reCAPTCHA does not answer");
    return null;
  }
}

/** An answer given on another site under the same keys is none. Without APP_URL this program does not know what it is called. */
function isOfThisSite(hostname: string): boolean {
  const { APP_URL } = env();
  return APP_URL === "" || new URL(APP_URL).hostname === hostname;
}
