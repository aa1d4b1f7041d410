import { and, eq, lt } from "drizzle-orm";
import { captchaAnswers } from "@/db/schema/captcha-answers";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { judgeAltcha } from "./internal/altcha";
import { judgeRecaptcha } from "./internal/recaptcha";
import type { CaptchaKind } from "./model";
import { ANSWER_KEPT_MS } from "./rules";

export type CaptchaCheck = {
  kind: Exclude<CaptchaKind, "none">;
  /** What is to be paid: an answer for another link or submission does not count. */
  refId: string;
  answer: string;
  /** Who holds a link that the firm sent is no stranger: they may pass, a few times, while Google does not answer. */
  passesUnanswered: boolean;
};

/**
 * Looks at the answer to a captcha, before anything is charged. A good one counts once, for whoever is first. Google is asked outside any
 * transaction; while it does not answer, a page of the firm takes no payment and a sent link a few.
 * @throws AppError refused (captcha_missing, captcha_wrong, captcha_expired, captcha_used), upstream_unavailable (captcha_unreachable),
 * rate_limited
 */
export async function checkCaptcha(ctx: Ctx, { kind, refId, answer, passesUnanswered }: CaptchaCheck): Promise<void> {
  if (answer === "") throw new AppError("refused", { reason: "captcha_missing" });
  const verdict =
    kind === "altcha"
      ? await judgeAltcha(answer, { refId, now: ctx.clock.now() })
      : await judgeRecaptcha(answer, ctx.ip);
  if (verdict === "unreachable") {
    if (!passesUnanswered) throw new AppError("upstream_unavailable", { reason: "captcha_unreachable" });
    return takeFromLimit("captcha-unanswered", refId);
  }
  if (verdict !== "good") throw new AppError("refused", { reason: `captcha_${verdict}` });
  await takeOnce(ctx, kind, answer);
}

/** The challenge is remembered and not the text around it, which could be written in another way. */
function keyOf(kind: CaptchaCheck["kind"], answer: string): string {
  if (kind === "recaptcha") return hashToken(answer);
  const { challenge } = JSON.parse(Buffer.from(answer, "base64").toString("utf8"));
  return hashToken(String(challenge.signature));
}

async function takeOnce(ctx: Ctx, kind: CaptchaCheck["kind"], answer: string): Promise<void> {
  const now = ctx.clock.now();
  const taken = await inFirm(ctx, async (tx) => {
    await tx
      .delete(captchaAnswers)
      .where(and(eq(captchaAnswers.firmId, ctx.firmId), lt(captchaAnswers.keptUntil, now)));
    return tx
      .insert(captchaAnswers)
      .values({
        firmId: ctx.firmId,
        answerHash: keyOf(kind, answer),
        keptUntil: new Date(now.getTime() + ANSWER_KEPT_MS),
      })
      .onConflictDoNothing()
      .returning({ answerHash: captchaAnswers.answerHash });
  });
  if (taken.length === 0) throw new AppError("refused", { reason: "captcha_used" });
}
