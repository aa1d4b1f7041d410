"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useRef, useState } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import type { HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import type { EntryAccount, EntryQuote, LikelyDuplicate } from "@/lib/payment-forms/model";
import type { EntryTyped } from "@/lib/payment-forms/schemas";
import { completeEnteredPaymentAction } from "../actions";
import { chargeEntry, type EntryAnswer, type Given, NOTHING_GIVEN } from "./charge-entry";
import type { EntryFacts } from "./entry-facts";

/** A question or an answer that leaves the form where it is; `leaving`: it is over, and the result is on its way. */
export type EntryStage =
  | { kind: "form" | "leaving" }
  | { kind: "quote"; quote: EntryQuote }
  | { kind: "duplicate"; duplicate: LikelyDuplicate }
  | { kind: "declined"; paymentId: string; code: string }
  | { kind: "challenge"; url: string };

type Input = Pick<EntryFacts, "requestId" | "source"> & {
  frame: RefObject<HostedFieldsHandle | null>;
  accounts: readonly EntryAccount[];
  /** Takes what is hidden out of the values. */
  strip: (values: EntryTyped) => EntryTyped;
  start: EntryStage;
};

/** The way of one form: the questions before a charge, the charge, and what became of it. */
export function useEntry({ requestId, source, frame, accounts, strip, start }: Input) {
  const router = useRouter();
  const say = useTranslations("enterPayment.problem");
  const [stage, setStage] = useState<EntryStage>(start);
  // Each refused try gives empty fields again, so that no security code stays.
  const [round, setRound] = useState(0);
  const given = useRef<Given>({ ...NOTHING_GIVEN });
  const inFlight = useRef<Promise<ActionResult<EntryAnswer>> | null>(null);

  /** Another amount, account or method: what was asked and answered before no longer holds. */
  function reset() {
    given.current = { ...NOTHING_GIVEN };
    setStage((now) => (now.kind === "leaving" || now.kind === "challenge" ? now : { kind: "form" }));
  }

  function leave() {
    setStage({ kind: "leaving" });
    router.refresh();
  }

  /** Two presses at once are one: the second gets the answer of the first. */
  function send(typed: EntryTyped): Promise<ActionResult<EntryAnswer>> {
    const values = strip(typed);
    const charge = { requestId, source, values, given: given.current, frame: frame.current, accounts, say };
    inFlight.current ??= chargeEntry(charge)
      .then((answer) => {
        if (!answer.ok) reset();
        // The form was charged, from elsewhere: its result is what there is to see.
        if (!answer.ok && answer.code === "idempotency_key_reused") router.refresh();
        return answer;
      })
      .finally(() => {
        inFlight.current = null;
      });
    return inFlight.current;
  }

  function take(answer: EntryAnswer) {
    if (answer.kind === "quoted") return setStage({ kind: "quote", quote: answer });
    if (answer.kind === "duplicate") return setStage({ kind: "duplicate", duplicate: answer });
    if (answer.kind === "requires_action") return setStage({ kind: "challenge", url: answer.challengeUrl });
    if (answer.kind !== "declined" && answer.kind !== "failed") return leave();
    given.current = { ...NOTHING_GIVEN };
    setRound((count) => count + 1);
    const code = answer.kind === "declined" ? answer.declineCode : "";
    setStage({ kind: "declined", paymentId: answer.paymentId, code });
  }

  /** What the frame says of the answer does not count: the gateway is asked. */
  async function finishChallenge() {
    const answer = await completeEnteredPaymentAction({ requestId }).catch(() => null);
    if (answer?.ok && (answer.data.kind === "declined" || answer.data.kind === "failed")) take(answer.data);
    else leave();
  }

  function chargeAgain(paymentId: string) {
    given.current.acknowledgedPaymentId = paymentId;
  }

  return { stage, round, send, take, reset, chargeAgain, finishChallenge };
}
