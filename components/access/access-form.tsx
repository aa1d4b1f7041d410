"use client";

import { type ReactNode, useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { SubmitButton } from "@/components/ui/submit-button";

/** The same shape as `AccessState` of the action, which no component may know. */
type State = { message: string | null; fields: Record<string, string>; typed: Record<string, string>; isSent: boolean };

export type AccessFields = Pick<State, "fields" | "typed">;

type Props = {
  action: (state: State, form: FormData) => Promise<State>;
  start?: Record<string, string>;
  submit: string;
  submitting: string;
  /** Takes the place of the form once it was sent. */
  sent?: ReactNode;
  children: (fields: AccessFields) => ReactNode;
};

/** A real form post: works before scripts have loaded, and without them. What was typed stays, but no password. */
export function AccessForm({ action, start = {}, submit, submitting, sent, children }: Props) {
  const [state, send] = useActionState(action, { message: null, fields: {}, typed: start, isSent: false });
  if (state.isSent && sent) return <div className="sheet sign-in-form">{sent}</div>;
  return (
    <form action={send} className="sheet sign-in-form">
      {state.message && <Banner tone="danger" role="alert" title={state.message} />}
      {children(state)}
      <SubmitButton variant="primary" full pendingLabel={submitting}>
        {submit}
      </SubmitButton>
    </form>
  );
}
