"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { CheckField } from "@/components/ui/check-field";
import { changePasswordInput } from "@/lib/staff/schemas";
import { changePasswordAction } from "../actions";

/** Asks for the present password, so that an unattended screen is no way to a new one. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("staff.profilePage");
  const required = useTranslations("common")("required");
  const [isShown, setShown] = useState(false);
  const { form, isChanged } = usePassword();
  const type = isShown ? "text" : "password";
  return (
    <ActionForm form={form} summaryTitle={(count) => t("summary", { count })} className="form-stack">
      <FormText
        name="currentPassword"
        label={t("currentPassword")}
        required={required}
        type={type}
        autoComplete="current-password"
      />
      <FormText
        name="newPassword"
        label={t("newPassword")}
        required={required}
        hint={t("newPasswordHint")}
        type={type}
        autoComplete="new-password"
      />
      <CheckField
        id="show-passwords"
        label={t("show")}
        checked={isShown}
        onChange={(event) => setShown(event.target.checked)}
      />
      <div className="actions">
        <FormSubmit pending={form.pending} pendingLabel={t("changing")}>
          {t("changePassword")}
        </FormSubmit>
      </div>
      <p role="status" className="text-ok text-sm">
        {isChanged && t("changed")}
      </p>
      {/* Tells a password manager whose password this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
    </ActionForm>
  );
}

function usePassword() {
  const t = useTranslations("staff.profilePage");
  const problems = useTranslations("errors.field");
  const [isChanged, setChanged] = useState(false);
  const schema = useMemo(() => changePasswordInput(problems), [problems]);
  const form = useActionForm({
    schema,
    defaultValues: { currentPassword: "", newPassword: "" },
    action: (input) => {
      setChanged(false);
      return changePasswordAction(input);
    },
    onDone: () => {
      form.methods.reset();
      setChanged(true);
    },
    unreachableText: t("unreachable"),
  });
  return { form, isChanged };
}
