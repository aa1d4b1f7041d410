"use client";

import { ChallengeFrame } from "@/components/gateway/challenge-frame";
import { PayHead } from "@/components/layout/pay-sheet";
import type { PayFormTexts } from "./pay-form-texts";

type Props = { url: string; text: string; locale: string; texts: PayFormTexts; onDone: () => void };

/** The bank asks the payer to confirm (3-D Secure), in its own frame. */
export function Challenge({ url, text, locale, texts, onDone }: Props) {
  return (
    <section className="pay-sheet">
      <PayHead title={texts.challengeTitle} />
      <p className="pay-challenge-text">{text}</p>
      <ChallengeFrame src={url} locale={locale} title={texts.challengeFrame} onDone={onDone} />
    </section>
  );
}
