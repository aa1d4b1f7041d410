"use client";

import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { ChallengeFrame } from "@/components/gateway/challenge-frame";
import { HostedFields, type HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import { PayHead, PayNote } from "@/components/layout/pay-sheet";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { RadioSegment } from "@/components/ui/radio-segment";
import { TextField } from "@/components/ui/text-field";
import type { HostedFields as HostedFieldsSource } from "@/lib/gateways/port";
import type { MethodFormTexts } from "./method-form-texts";
import { useSaving } from "./use-saving";

type Kind = "card" | "echeck";

type Props = {
  token: string;
  /** The gateway's framed fields for each kind that the account takes. */
  fields: Record<Kind, HostedFieldsSource | null>;
  challengeUrl: string;
  lang: "en" | "fr" | "es";
  texts: MethodFormTexts;
};

type Missing = { holder: string | null; consent: string | null };

/** `holder` is null where the gateway’s own fields ask for the name. */
function findMissing(holder: string | null, hasAgreed: boolean, texts: MethodFormTexts): Missing {
  const nameProblem = holder && /\d{6}/.test(holder) ? texts.holderNumber : null;
  return {
    holder: holder === "" ? texts.holderMissing : nameProblem,
    consent: hasAgreed ? null : texts.consentMissing,
  };
}

/** The one form of a request. Fields of the method are the gateway's; what is typed here stays after a decline. */
export function MethodForm({ token, fields, challengeUrl, lang, texts }: Props) {
  const frame = useRef<HostedFieldsHandle>(null);
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<Kind>(fields.card ? "card" : "echeck");
  const [missing, setMissing] = useState<Missing>({ holder: null, consent: null });
  const { state, save, confirmChallenge } = useSaving({ token, challengeUrl, texts });
  const source = fields[kind];
  const submitForm = useCallback(() => form.current?.requestSubmit(), []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state.kind === "busy") return;
    const entries = new FormData(event.currentTarget);
    const holder = String(entries.get("holder") ?? "").trim();
    const problems = findMissing(kind === "card" ? holder : null, Boolean(entries.get("agreed")), texts);
    setMissing(problems);
    if (problems.holder || problems.consent) {
      document.getElementById(problems.holder ? "holder" : "agreed")?.focus();
      return;
    }
    await save(frame.current, { holder, kind, language: lang, agreed: true });
  }

  if (state.kind === "challenge") {
    return (
      <section className="pay-sheet">
        <PayHead title={texts.challenge.title} />
        <p className="pay-challenge-text">{texts.challenge.text}</p>
        <ChallengeFrame src={state.url} locale={lang} title={texts.challenge.frame} onDone={confirmChallenge} />
      </section>
    );
  }
  return (
    // Outside a dialog this method does nothing: pressed before scripts have loaded, no form may put a name into the page's address.
    <form ref={form} className="pay-sheet" method="dialog" onSubmit={submit} noValidate>
      <PayHead title={texts.saveBy} requiredText={texts.requiredMark} />
      <Problem text={state.kind === "problem" ? state.text : null} round={state.round} />
      <div className="pay-fields">
        {fields.card && fields.echeck && (
          <RadioSegment
            id="method"
            name="method"
            label={texts.saveBy}
            hideLabel
            full
            value={kind}
            onValue={(value) => setKind(value === "echeck" ? "echeck" : "card")}
            options={[
              { value: "card", label: texts.card, icon: "card" },
              { value: "echeck", label: texts.bank, icon: "bank" },
            ]}
          />
        )}
        {source && (
          <div>
            <HostedFields key={`${kind}-${state.round}`} ref={frame} fields={source} onEnter={submitForm} />
          </div>
        )}
        <noscript>
          <Banner tone="warn" title={texts.noScript} />
        </noscript>
        {kind === "card" && (
          <TextField
            id="holder"
            name="holder"
            autoComplete="cc-name"
            label={texts.holder}
            required="*"
            maxLength={120}
            error={missing.holder}
          />
        )}
        <CheckField
          key={kind}
          id="agreed"
          name="agreed"
          label={texts.consent[kind]}
          required="*"
          error={missing.consent}
        />
      </div>
      <Button
        type="submit"
        variant="primary"
        size="lg"
        full
        icon="lock"
        pending={state.kind === "busy"}
        pendingLabel={texts.saving}
        className="pay-button"
      >
        {texts.save}
      </Button>
      <PayNote>{texts.note[kind]}</PayNote>
    </form>
  );
}

/** Why nothing was saved. Takes the focus each time, so that it is read and seen. */
function Problem({ text, round }: { text: string | null; round: number }) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each refused try moves the focus anew
  useEffect(() => {
    if (text) box.current?.focus();
  }, [text, round]);
  return (
    <div ref={box} tabIndex={-1} aria-live="assertive" className="pay-problem">
      {text && <Banner tone="danger" title={text} />}
    </div>
  );
}
