"use client";

import { type FormEvent, lazy, type Ref, Suspense, useCallback, useRef, useState } from "react";
import { HostedFields, type HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import { PayHead, PayNote } from "@/components/layout/pay-sheet";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { RadioSegment } from "@/components/ui/radio-segment";
import { TextField } from "@/components/ui/text-field";
import type { HostedFields as HostedFieldsSource } from "@/lib/gateways/port";
import type { Locale } from "@/lib/i18n/model";
import type { CaptchaHandle, CaptchaView } from "./captcha/captcha-view";
import { Challenge } from "./challenge";
import type { PartRule } from "./part-rule";
import type { PayFormTexts } from "./pay-form-texts";
import { Problem } from "./problem";
import { QuoteBox } from "./quote-box";
import { type Part, usePart } from "./use-part";
import { type PayActions, usePayment } from "./use-payment";

const CaptchaField = lazy(async () => ({ default: (await import("./captcha/captcha-field")).CaptchaField }));
const PartField = lazy(async () => ({ default: (await import("./part-field")).PartField }));

type Kind = "card" | "echeck";

type Props = {
  token: string;
  actions: PayActions;
  afterwards: "receipt" | "same-page";
  isTrust: boolean;
  /** The gateway's framed fields for each kind that the account takes. */
  fields: Record<Kind, HostedFieldsSource | null>;
  receiptEmail: string;
  challengeUrl: string;
  lang: Locale;
  /** ISO: the day that the authorization of a debit names. */
  shownOn: string;
  mayCostMore: boolean;
  /** Null where all of it is paid or nothing. */
  part: PartRule | null;
  /** Left out where none is asked for: each visit pays for every property. */
  captcha?: CaptchaView;
  texts: PayFormTexts;
};

type Missing = { email: string | null; authorization: string | null };

function findMissing(email: string, lacksAuthorization: boolean, texts: PayFormTexts): Missing {
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  return {
    email: email === "" || isEmail ? null : texts.problems.email,
    authorization: lacksAuthorization ? texts.authorizeMissing : null,
  };
}

/** The field to go to, in the order in which they stand; null when nothing is missing. */
function firstMissing({ email, authorization }: Missing, lacksAmount: boolean): string | null {
  if (lacksAmount) return "partCents";
  if (email) return "receiptEmail";
  return authorization ? "authorized" : null;
}

/** The one form by which clients pay. Fields of the method are the gateway's; what is typed here stays after a decline. */
export function PayForm({ isTrust, fields, receiptEmail, lang, part: rule, captcha, texts: allTexts, ...link }: Props) {
  const frame = useRef<HostedFieldsHandle>(null);
  const check = useRef<CaptchaHandle>(null);
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<Kind>(fields.card ? "card" : "echeck");
  const [missing, setMissing] = useState<Missing>({ email: null, authorization: null });
  const part = usePart(rule, allTexts);
  const texts = part.words;
  const { state, quote, dropQuote, pay, confirmChallenge } = usePayment({
    ...{ ...link, lang, texts },
    captcha: captcha ? { check, missing: captcha.texts.missing } : null,
  });
  const source = fields[kind];
  const submitForm = useCallback(() => form.current?.requestSubmit(), []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state.kind === "busy") return;
    const entries = new FormData(event.currentTarget);
    const email = String(entries.get("receiptEmail") ?? "").trim();
    const problems = findMissing(email, kind === "echeck" && !entries.get("authorized"), texts);
    setMissing(problems);
    part.ask();
    const first = firstMissing(problems, part.isMissing);
    if (first) return document.getElementById(first)?.focus();
    await pay(frame.current, { receiptEmail: email, methodKind: kind, partCents: part.cents });
  }

  if (state.kind === "challenge")
    return <Challenge url={state.url} text={state.text} locale={lang} texts={texts} onDone={confirmChallenge} />;
  const isBusy = state.kind === "busy";
  return (
    // Outside a dialog this method does nothing: pressed before scripts have loaded, no form may put the payer's address into the page's.
    <form ref={form} className="pay-sheet" method="dialog" onSubmit={submit} noValidate>
      <PayHead title={texts.payBy} requiredText={texts.requiredMark} />
      <Problem text={state.kind === "problem" ? state.text : null} round={state.round} />
      <div className="pay-fields">
        {rule && <PartPiece rule={rule} part={part} onChange={dropQuote} />}
        {fields.card && fields.echeck && (
          <KindChoice
            texts={texts}
            kind={kind}
            onKind={(chosen) => {
              dropQuote();
              setKind(chosen);
            }}
          />
        )}
        {quote && <QuoteBox quote={quote} onChange={dropQuote} />}
        {source && !quote && (
          <div>
            <HostedFields key={`${kind}-${state.round}`} ref={frame} fields={source} onEnter={submitForm} />
          </div>
        )}
        <noscript>
          <p className="banner banner-warn">{texts.noScript}</p>
        </noscript>
        <TextField
          id="receiptEmail"
          name="receiptEmail"
          type="email"
          autoComplete="email"
          label={texts.receiptEmail}
          optional={texts.optional}
          hint={texts.receiptHint}
          defaultValue={receiptEmail}
          error={missing.email}
        />
        {kind === "echeck" && (
          <CheckField
            id="authorized"
            name="authorized"
            label={texts.authorize}
            required="*"
            error={missing.authorization}
          />
        )}
      </div>
      <CaptchaPiece ref={check} view={captcha} token={link.token} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        full
        icon="lock"
        pending={isBusy}
        pendingLabel={texts.paying}
        className="pay-button"
      >
        {quote?.pay ?? texts.pay}
      </Button>
      <PayNote>{`${isTrust ? `${texts.trustNote} ` : ""}${kind === "card" ? texts.note : texts.bankNote}`}</PayNote>
    </form>
  );
}

type CaptchaProps = { ref: Ref<CaptchaHandle>; view: CaptchaView | undefined; token: string };

function CaptchaPiece({ ref, view, token }: CaptchaProps) {
  if (!view) return null;
  return (
    <Suspense>
      <CaptchaField ref={ref} view={view} token={token} />
    </Suspense>
  );
}

type KindProps = { texts: PayFormTexts; kind: Kind; onKind: (kind: Kind) => void };

function KindChoice({ texts, kind, onKind }: KindProps) {
  return (
    <RadioSegment
      id="method"
      name="method"
      label={texts.payBy}
      hideLabel
      full
      value={kind}
      onValue={(value) => onKind(value === "echeck" ? "echeck" : "card")}
      options={[
        { value: "card", label: texts.card, icon: "card" },
        { value: "echeck", label: texts.bank, icon: "bank" },
      ]}
    />
  );
}

/** A total that was shown for another amount is no longer the one that is agreed to. */
function PartPiece({ rule, part, onChange }: { rule: PartRule; part: Part; onChange: () => void }) {
  return (
    <Suspense>
      <PartField
        rule={rule}
        error={part.error}
        onAmount={(amount) => {
          onChange();
          part.choose(amount);
        }}
      />
    </Suspense>
  );
}
