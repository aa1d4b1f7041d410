"use client";

import { type RefObject, useCallback, useState } from "react";
import type { HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import type { ActionResult } from "@/lib/http/action-result";
import type { Locale } from "@/lib/i18n/model";
import type { PayLinkPayment } from "@/lib/pay-links/schemas";
import type { QuoteInput } from "@/lib/surcharges/schemas";
import type { CaptchaHandle } from "./captcha/captcha-view";
import type { ChargeAnswer } from "./charge-answer";
import type { PayFormTexts } from "./pay-form-texts";
import type { SurchargeQuote } from "./surcharge-texts";

/** The server actions of what is paid, each by its token: a link, or what was filled in on a page. */
export type PayActions = {
  pay: (token: string, input: PayLinkPayment) => Promise<ActionResult<ChargeAnswer>>;
  quote: (token: string, input: QuoteInput) => Promise<ActionResult<SurchargeQuote>>;
  confirm: (token: string, input: null) => Promise<ActionResult<ChargeAnswer>>;
};

/** `round` counts refused tries: each gives the payer empty fields again, so that no security code stays. */
export type PaymentState = { round: number } & (
  | { kind: "ready" | "busy" }
  | { kind: "challenge"; url: string; text: string }
  | { kind: "problem"; text: string }
);

/** The card that was typed, with the total that pressing the button agrees to. */
export type Quote = NonNullable<SurchargeQuote["shown"]> & { methodToken: string; agreedTotalCents: number };

type Input = {
  token: string;
  actions: PayActions;
  /** Where a taken payment leads: to its receipt, or to this page again, which then says so itself. */
  afterwards: "receipt" | "same-page";
  lang: Locale;
  /** ISO: the day that the authorization of a debit names. */
  shownOn: string;
  challengeUrl: string;
  /** A credit card may cost more than the amount: the total is shown before anything is charged (S5). */
  mayCostMore: boolean;
  /** What must be passed before it is charged, and what is said while it is not; null where nothing must. */
  captcha: { check: RefObject<CaptchaHandle | null>; missing: string } | null;
  texts: PayFormTexts;
};
/** A bank account stands here only once its authorization is ticked. */
type Entries = { receiptEmail: string; methodKind: "card" | "echeck"; partCents: number | undefined };

/** Token from the frame, charge on the server, then on to the receipt, the bank's challenge, or the reason why not. */
export function usePayment(input: Input) {
  const { token, actions, afterwards, lang, shownOn } = input;
  const { challengeUrl, mayCostMore, texts } = input;
  const { check, missing } = input.captcha ?? NO_CAPTCHA;
  const [quote, setQuote] = useState<Quote | null>(null);
  const [state, setState] = useState<PaymentState>(
    challengeUrl
      ? { kind: "challenge", url: challengeUrl, text: texts.challengeText, round: 0 }
      : { kind: "ready", round: 0 },
  );

  const show = useCallback(
    (result: ActionResult<ChargeAnswer>) => {
      const next = stepAfter(result, texts, quote?.challengeText ?? texts.challengeText);
      if (next.kind === "leave") leaveTo(afterwards === "receipt" ? next.to : "", lang);
      else {
        setQuote(null);
        setState((current) => ({ ...next, round: current.round + 1 }));
      }
    },
    [lang, afterwards, texts, quote],
  );

  const fail = useCallback(
    (text: string) => setState((current) => ({ kind: "problem", text, round: current.round })),
    [],
  );

  const charge = useCallback(
    async (methodToken: string, agreedTotalCents: number | undefined, entries: Entries) => {
      const passed = check && (await check.current?.takeAnswer());
      if (check && !passed) return fail(missing);
      // The server knows the words that were shown for this day.
      const leave = entries.methodKind === "echeck" ? { shownOn, locale: lang } : null;
      const proofs = { ...(agreedTotalCents && { agreedTotalCents }), ...(passed && { captcha: passed }) };
      show(await actions.pay(token, { methodToken, ...entries, leave, ...proofs }));
    },
    [token, actions, lang, shownOn, check, missing, show, fail],
  );

  const ask = useCallback(
    async (methodToken: string, entries: Entries) => {
      const { partCents } = entries;
      const [asked] = await Promise.all([actions.quote(token, { methodToken, locale: lang, partCents }), pause()]);
      if (!asked.ok) return asked.code === "upstream_unavailable" ? fail(texts.problems.fieldsGone) : show(asked);
      const { shown, agreedTotalCents } = asked.data;
      if (!shown) return charge(methodToken, agreedTotalCents, entries);
      setQuote({ ...shown, methodToken, agreedTotalCents });
      setState((current) => ({ kind: "ready", round: current.round }));
    },
    [token, actions, lang, texts, show, fail, charge],
  );

  const pay = useCallback(
    async (frame: HostedFieldsHandle | null, entries: Entries) => {
      setState((current) => ({ kind: "busy", round: current.round }));
      const answer = quote ? { ok: true as const, token: quote.methodToken } : await frame?.requestToken();
      if (!answer) return fail(texts.problems.fieldsGone);
      if (!answer.ok && answer.reason === "unavailable") return fail(texts.problems.fieldsGone);
      if (!answer.ok) return setState((current) => ({ kind: "ready", round: current.round }));
      try {
        if (mayCostMore && !quote) await ask(answer.token, entries);
        else await charge(answer.token, quote?.agreedTotalCents, entries);
      } catch {
        fail(texts.problems.offline);
      }
    },
    [texts, quote, mayCostMore, ask, charge, fail],
  );

  const dropQuote = useCallback(() => setQuote(null), []);

  const confirmChallenge = useCallback(async () => {
    try {
      show(await actions.confirm(token, null));
    } catch {
      fail(texts.problems.offline);
    }
  }, [token, actions, texts, show, fail]);

  return { state, quote, dropQuote, pay, confirmChallenge };
}

const NO_CAPTCHA = { check: null, missing: "" };

function leaveTo(path: string, lang: Locale): void {
  window.location.assign(path ? `${path}?lang=${lang}` : window.location.href);
}

/** A double click must not agree to a total that nobody has read: the first answer to a press comes no sooner than this. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 700));
}

/** `leave` without an address loads this page again: the server knows better than the browser what became of the link. */
type Next =
  | { kind: "leave"; to: string }
  | { kind: "challenge"; url: string; text: string }
  | { kind: "problem"; text: string };

function stepAfter(result: ActionResult<ChargeAnswer>, texts: PayFormTexts, challengeText: string): Next {
  if (!result.ok) {
    if (result.code === "rate_limited") return { kind: "problem", text: texts.problems.limited };
    if (result.code === "money_frozen") return { kind: "problem", text: texts.problems.frozen };
    if (result.reason.startsWith("captcha_")) return { kind: "problem", text: result.message };
    if (result.code === "internal") return { kind: "problem", text: texts.problems.offline };
    return { kind: "leave", to: "" };
  }
  const charge = result.data;
  switch (charge.kind) {
    case "approved":
    case "pending":
      return { kind: "leave", to: `/receipt/${charge.receiptToken}` };
    case "requires_action":
      return { kind: "challenge", url: charge.challengeUrl, text: challengeText };
    case "declined":
    case "failed":
      return { kind: "problem", text: charge.problem };
    case "unknown":
    case "in_progress":
      return { kind: "leave", to: "" };
  }
}
