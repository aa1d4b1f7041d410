"use client";

import { useCallback, useState } from "react";
import type { HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import type { ActionResult } from "@/lib/http/action-result";
import type { SaveMethodResult } from "@/lib/methods/model";
import { completeSavingAction, saveMethodAction } from "../actions";
import type { MethodFormTexts } from "./method-form-texts";

/** `round` counts refused tries: each gives the payer empty fields again, so that no security code stays. */
export type SavingState = { round: number } & (
  | { kind: "ready" | "busy" }
  | { kind: "challenge"; url: string }
  | { kind: "problem"; text: string }
);

type Input = { token: string; challengeUrl: string; texts: MethodFormTexts };
type Entries = { holder: string; kind: "card" | "echeck"; language: "en" | "fr" | "es"; agreed: true };

/** Token from the frame, saving on the server, then on to what became of it, the bank's challenge, or the reason why not. */
export function useSaving({ token, challengeUrl, texts }: Input) {
  const [state, setState] = useState<SavingState>(
    challengeUrl ? { kind: "challenge", url: challengeUrl, round: 0 } : { kind: "ready", round: 0 },
  );

  const show = useCallback(
    (result: ActionResult<SaveMethodResult>) => {
      const next = stepAfter(result, texts.problems);
      // The server knows better than the browser what became of the request: this page again.
      if (next.kind === "leave") window.location.reload();
      else setState((current) => ({ ...next, round: current.round + 1 }));
    },
    [texts],
  );

  const fail = useCallback(
    (text: string) => setState((current) => ({ kind: "problem", text, round: current.round })),
    [],
  );

  const save = useCallback(
    async (frame: HostedFieldsHandle | null, entries: Entries) => {
      setState((current) => ({ kind: "busy", round: current.round }));
      const answer = await frame?.requestToken();
      if (!answer || (!answer.ok && answer.reason === "unavailable")) return fail(texts.problems.fieldsGone);
      if (!answer.ok) return setState((current) => ({ kind: "ready", round: current.round }));
      try {
        show(await saveMethodAction(token, { methodToken: answer.token, ...entries }));
      } catch {
        fail(texts.problems.offline);
      }
    },
    [token, texts, show, fail],
  );

  const confirmChallenge = useCallback(async () => {
    try {
      show(await completeSavingAction(token, null));
    } catch {
      fail(texts.problems.offline);
    }
  }, [token, texts, show, fail]);

  return { state, save, confirmChallenge };
}

type Next = { kind: "leave" } | { kind: "challenge"; url: string } | { kind: "problem"; text: string };

function stepAfter(result: ActionResult<SaveMethodResult>, problems: MethodFormTexts["problems"]): Next {
  if (!result.ok) {
    if (result.code === "rate_limited") return { kind: "problem", text: problems.limited };
    if (result.code === "internal") return { kind: "problem", text: problems.offline };
    return { kind: "leave" };
  }
  const saved = result.data;
  switch (saved.kind) {
    case "saved":
    case "unknown":
      return { kind: "leave" };
    case "requires_action":
      return { kind: "challenge", url: saved.challengeUrl };
    case "declined":
      return { kind: "problem", text: declineText(saved.declineCode, problems) };
  }
}

function declineText(code: string, problems: MethodFormTexts["problems"]): string {
  if (code === "expired_card") return problems.expired;
  if (code === "invalid_method" || code === "incorrect_details" || code === "bank_account_invalid")
    return problems.details;
  return code === "invalid_request" ? problems.again : problems.declined;
}
