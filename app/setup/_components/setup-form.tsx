"use client";

import { AccessForm } from "@/components/access/access-form";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { setUp } from "../actions";

type TextName =
  | "firmName"
  | "firmNameHint"
  | "timeZone"
  | "currency"
  | "name"
  | "email"
  | "password"
  | "passwordHint"
  | "required"
  | "submit"
  | "submitting";

type Props = { timeZones: readonly string[]; currencies: readonly string[]; texts: Record<TextName, string> };

const START = { timeZone: "America/New_York", currency: "USD" };

/** The firm first, then its administrator. */
export function SetupForm({ timeZones, currencies, texts }: Props) {
  return (
    <AccessForm action={setUp} start={START} submit={texts.submit} submitting={texts.submitting}>
      {({ fields, typed }) => {
        const common = (name: "firmName" | "timeZone" | "currency" | "name" | "email") => ({
          ...{ id: name, name, label: texts[name], required: texts.required },
          ...{ defaultValue: typed[name], error: fields[name] },
        });
        const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
        return (
          <div key={JSON.stringify(typed)} className="form-stack">
            <TextField {...common("firmName")} hint={texts.firmNameHint} autoComplete="organization" />
            <SelectField {...common("timeZone")} options={options(timeZones)} />
            <SelectField {...common("currency")} options={options(currencies)} />
            <TextField {...common("name")} autoComplete="name" />
            <TextField {...common("email")} type="email" autoComplete="username" />
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
          </div>
        );
      }}
    </AccessForm>
  );
}
