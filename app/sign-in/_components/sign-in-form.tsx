"use client";

import { useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { signIn } from "../actions";

type Props = {
  next: string;
  texts: {
    email: string;
    password: string;
    submit: string;
    submitting: string;
    required: string;
    problems: { missing: string; refused: string; limited: string };
  };
};

/** A real form post: works before scripts have loaded, and without them. */
export function SignInForm({ next, texts }: Props) {
  const [state, action] = useActionState(signIn, { problem: null, email: "" });
  return (
    <form action={action} className="sheet sign-in-form">
      {state.problem && <Banner tone="danger" role="alert" title={texts.problems[state.problem]} />}
      <input type="hidden" name="next" value={next} />
      <TextField
        id="email"
        name="email"
        type="email"
        label={texts.email}
        defaultValue={state.email}
        autoComplete="username"
        required={texts.required}
        key={`email-${state.email}`}
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
    </form>
  );
}
