"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import type { HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import type { BalanceChange } from "@/lib/connect-payments/model";
import type { ManualTyped } from "@/lib/connect-payments/schemas";
import type { EntryQuote, LikelyDuplicate } from "@/lib/payment-forms/model";
import { completeDraftPaymentAction } from "../actions";
import { chargeDraft, type DraftAnswer, type Given, NOTHING_GIVEN } from "./charge-draft";
import { payHref } from "./pay-address";
import type { PayFacts } from "./pay-facts";

/** A question or an answer that leaves the form where it is; `leaving`: it is over, and the result is on its way. */
export type PayStage =
  | { kind: "form" | "leaving" }
  | { kind: "quote"; quote: EntryQuote }
  | { kind: "duplicate"; duplicate: LikelyDuplicate }
  | { kind: "changed"; changes: readonly BalanceChange[] }
  | { kind: "declined"; paymentId: string; code: string }
  | { kind: "challenge"; url: string; paymentId: string | null };

/** The way of one draft: the questions before a charge, the charge, and what became of it. */
export function usePay(facts: PayFacts, start: PayStage) {
  const router = useRouter();
  const say = useTranslations("enterPayment.problem");
  const [stage, setStage] = useState<PayStage>(start);
  // Each refused try gives empty fields again, so that no security code stays.
  const [round, setRound] = useState(0);
  const given = useRef<Given>({ ...NOTHING_GIVEN });
  const frames = useRef(new Map<string, HostedFieldsHandle>());
  const sent = useRef<ManualTyped | null>(null);
  const inFlight = useRef<Promise<ActionResult<DraftAnswer>> | null>(null);

  /** Another payer or method: what was asked and answered before no longer holds. */
  function reset() {
    given.current = { ...NOTHING_GIVEN };
    setStage((now) => (now.kind === "leaving" || now.kind === "challenge" ? now : { kind: "form" }));
  }

  function leave() {
    setStage({ kind: "leaving" });
    router.replace(payHref("result", { draft: facts.draftId }));
  }

  /** Two presses at once are one: the second gets the answer of the first. */
  function send(values: ManualTyped): Promise<ActionResult<DraftAnswer>> {
    sent.current = values;
    inFlight.current ??= chargeDraft({ facts, values, given: given.current, frames: frames.current, say })
      .then((answer) => {
        if (!answer.ok) reset();
        return answer;
      })
      .finally(() => {
        inFlight.current = null;
      });
    return inFlight.current;
  }

  function take(answer: DraftAnswer) {
    if (answer.kind === "quoted") return setStage({ kind: "quote", quote: answer });
    if (answer.kind === "duplicate") return setStage({ kind: "duplicate", duplicate: answer.duplicate });
    if (answer.kind === "requires_action")
      return setStage({ kind: "challenge", url: answer.challengeUrl, paymentId: answer.paymentId });
    if (answer.kind === "done") return leave();
    given.current = { ...NOTHING_GIVEN };
    setRound((count) => count + 1);
    if (answer.kind === "changed") return setStage({ kind: "changed", changes: answer.changes });
    setStage({ kind: "declined", paymentId: answer.paymentId, code: answer.declineCode });
  }

  /** What the frame says of the answer does not count: the gateway is asked. Where the method itself was asked about, the charge follows. */
  async function finishChallenge(paymentId: string | null) {
    const values = sent.current;
    if (paymentId === null && values === null) return leave();
    const answer =
      paymentId === null && values !== null
        ? await send(values).catch(() => null)
        : await completeDraftPaymentAction({ draftId: facts.draftId, paymentId: paymentId ?? "" }).catch(() => null);
    if (answer?.ok) take(answer.data);
    else leave();
  }

  function chargeAgain(paymentId: string) {
    given.current.acknowledgedPaymentIds = [...given.current.acknowledgedPaymentIds, paymentId];
  }

  return { stage, round, frames, send, take, reset, chargeAgain, finishChallenge };
}

export type Paying = ReturnType<typeof usePay>;
