import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { type Texts, textsOf } from "@/lib/i18n/texts";
import type { ChargeResult } from "@/lib/payments/model";

/** `problem`: why nothing was charged, in the payer's language; "" when something was, or may yet be. */
export type ChargeAnswer = ChargeResult & { problem: string };

/** Adds the words for what happened, so that the page need not bring those of every decline along. */
export async function answerCharge(result: ChargeResult): Promise<ChargeAnswer> {
  return { ...result, problem: problemOf(result, textsOf(await requestLocaleOf(), "pay")) };
}

function problemOf(result: ChargeResult, t: Texts): string {
  if (result.kind === "declined" && t.has(`decline.${result.declineCode}`)) return t(`decline.${result.declineCode}`);
  return result.kind === "declined" || result.kind === "failed" ? t("problem.again") : "";
}
