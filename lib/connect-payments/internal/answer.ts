import type { CartResult } from "@/lib/carts/model";
import type { PayAnswer } from "../model";

/**
 * What the form does next. A definite no to everything leaves the form where it is; as soon as something was taken, or nobody knows, the
 * result page says each part.
 */
export function answerOf({ outcome, parts }: CartResult): PayAnswer {
  const asked = parts.find(({ state }) => state === "action");
  if (asked) return { kind: "requires_action", challengeUrl: asked.challengeUrl, paymentId: asked.paymentId };
  const refused = parts.find(({ state }) => state === "declined" || state === "failed");
  if (outcome === "none" && refused)
    return { kind: "declined", paymentId: refused.paymentId ?? "", declineCode: refused.declineCode };
  return { kind: "done" };
}
