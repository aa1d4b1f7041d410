"use client";

import { useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { SignInState } from "@/lib/http/sign-in-action";
import { signIn } from "../actions";
import { CodeStep, EnrollStep, RecoveryStep, type SecondTexts } from "./second-step";

type Props = {
  next: string;
  texts: SecondTexts & {
    email: string;
    password: string;
    submit: string;
    submitting: string;
    required: string;
    problems: Record<NonNullable<SignInState["problem"]>, string>;
  };
};

const START: SignInState = { problem: null, email: "", step: { kind: "password" } };

/** A real form post: works before scripts have loaded, and without them. */
export function SignInForm({ next, texts }: Props) {
  const [state, action] = useActionState(signIn, START);
  const { step } = state;
  if (step.kind === "codes") return <RecoveryStep codes={step.recoveryCodes} next={step.next} texts={texts} />;
  return (
    <form action={action} className="sheet sign-in-form">
      {state.problem && <Banner tone="danger" role="alert" title={texts.problems[state.problem]} />}
      <input type="hidden" name="next" value={next} />
      {step.kind === "password" && <PasswordStep email={state.email} texts={texts} />}
      {step.kind === "code" && <CodeStep email={state.email} ticket={step.ticket} texts={texts} />}
      {step.kind === "enroll" && (
        <EnrollStep email={state.email} ticket={step.ticket} setup={step.setup} texts={texts} />
      )}
    </form>
  );
}

function PasswordStep({ email, texts }: { email: string; texts: Props["texts"] }) {
  return (
    <>
      <TextField
        id="email"
        name="email"
        type="email"
        label={texts.email}
        defaultValue={email}
        autoComplete="username"
        required={texts.required}
        key={`email-${email}`}
      />
      <TextField
        id="password"
        name="password"
        type="password"
        label={texts.password}
        autoComplete="current-password"
        required={texts.required}
      />
      <SubmitButton variant="primary" full pendingLabel={texts.submitting}>
        {texts.submit}
      </SubmitButton>
    </>
  );
}
