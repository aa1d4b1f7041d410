"use client";

import { TextField } from "@/components/ui/text-field";
import { AccessForm } from "./access-form";

type FormAction = Parameters<typeof AccessForm>[0]["action"];

export type NewPasswordTexts = {
  name: string;
  nameHint: string;
  email: string;
  password: string;
  passwordHint: string;
  required: string;
  submit: string;
  submitting: string;
};

type Props = {
  action: FormAction;
  token: string;
  email: string;
  /** Asked for when an invitation is taken up; null when the name stays. */
  name: string | null;
  texts: NewPasswordTexts;
};

/** Sets a password under a link that serves once. */
export function NewPasswordForm({ action, token, email, name, texts }: Props) {
  return (
    <AccessForm action={action} start={{ name: name ?? "" }} submit={texts.submit} submitting={texts.submitting}>
      {({ fields, typed }) => (
        <>
          <input type="hidden" name="token" value={token} />
          <p className="text-ink-2 text-sm">
            {texts.email}: <b className="font-medium text-ink">{email}</b>
          </p>
          {name !== null && (
            <TextField
              id="name"
              name="name"
              label={texts.name}
              hint={texts.nameHint}
              required={texts.required}
              autoComplete="name"
              defaultValue={typed.name}
              error={fields.name}
              key={`name-${typed.name}`}
            />
          )}
          {/* Tells a password manager whose password this is. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <TextField
            id="password"
            name="password"
            type="password"
            label={texts.password}
            hint={texts.passwordHint}
            required={texts.required}
            autoComplete="new-password"
            error={fields.password}
          />
        </>
      )}
    </AccessForm>
  );
}
