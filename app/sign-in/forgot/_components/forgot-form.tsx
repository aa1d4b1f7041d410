"use client";

import { AccessForm } from "@/components/access/access-form";
import { Banner } from "@/components/ui/banner";
import { TextField } from "@/components/ui/text-field";
import { askForReset } from "../actions";

type Props = {
  texts: {
    email: string;
    required: string;
    submit: string;
    submitting: string;
    sentTitle: string;
    sentText: string;
  };
};

/** Says the same for every address. */
export function ForgotForm({ texts }: Props) {
  return (
    <AccessForm
      action={askForReset}
      submit={texts.submit}
      submitting={texts.submitting}
      sent={
        <Banner tone="ok" role="status" title={texts.sentTitle}>
          {texts.sentText}
        </Banner>
      }
    >
      {({ fields, typed }) => (
        <TextField
          id="email"
          name="email"
          type="email"
          label={texts.email}
          required={texts.required}
          autoComplete="username"
          defaultValue={typed.email}
          error={fields.email}
          key={`email-${typed.email}`}
        />
      )}
    </AccessForm>
  );
}
