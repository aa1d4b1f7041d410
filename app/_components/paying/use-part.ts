"use client";

import { useState } from "react";
import { AMOUNT_MARK, type PartAmount, type PartRule } from "./part-rule";
import type { PayFormTexts } from "./pay-form-texts";

export type Part = ReturnType<typeof usePart>;

/** What of the link is paid: all of it, until the payer writes another amount. `chosen` is null while what is written is none. */
export function usePart(rule: PartRule | null, texts: PayFormTexts) {
  const [chosen, setChosen] = useState<PartAmount | "all" | null>("all");
  const [isAsked, setAsked] = useState(false);
  const part = typeof chosen === "object" ? chosen : null;
  return {
    /** The words of the form for the amount that is written. */
    words: rule && part ? { ...texts, ...wordsFor(rule, part) } : texts,
    /** Nothing when it is all of it. */
    cents: part?.cents,
    isMissing: chosen === null,
    error: isAsked && chosen === null && rule ? rule.texts.invalid : null,
    choose: (amount: PartAmount | null) => setChosen(amount && rule?.mostCents === amount.cents ? "all" : amount),
    ask: () => setAsked(true),
  };
}

function wordsFor(
  { texts }: PartRule,
  { text }: PartAmount,
): Pick<PayFormTexts, "pay" | "authorize" | "challengeText"> {
  const fill = (words: string) => words.replaceAll(AMOUNT_MARK, text);
  return { pay: fill(texts.pay), authorize: fill(texts.authorize), challengeText: fill(texts.challengeText) };
}
