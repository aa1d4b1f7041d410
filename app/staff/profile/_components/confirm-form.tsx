"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import type { ActionResult } from "@/components/forms/action-result";
import { FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { ConfirmPasswordInput } from "@/lib/staff/schemas";
import { disableSecondFactorAction, renewRecoveryCodesAction } from "../actions";

type Props = {
  kind: "renew" | "disable";
  email: string;
  onClose: () => void;
  /** With the new codes, or null. */
  onDone: (recoveryCodes: readonly string[] | null) => void;
};

type Done = { recoveryCodes: string[] } | { done: true };

/** Asks for the password, so that an unattended screen is no way around the second factor. */
export function ConfirmForm({ kind, email, onClose, onDone }: Props) {
  const t = useTranslations("staff.profilePage.factor");
  const page = useTranslations("staff.profilePage");
  const common = useTranslations("common");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const form = useActionForm<{ password: string }, Done>({
    schema: ConfirmPasswordInput,
    defaultValues: { password: "" },
    action: (input): Promise<ActionResult<Done>> =>
      kind === "renew" ? renewRecoveryCodesAction(input) : disableSecondFactorAction(input),
    onDone: (done) => {
      onDone("recoveryCodes" in done ? done.recoveryCodes : null);
      router.refresh();
    },
    unreachableText: page("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => page("summary", { count })} className="form-stack">
      <p className="text-ink-2 text-sm">{t(`${kind}Text`)}</p>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <FormText
        name="password"
        label={page("currentPassword")}
        required={common("required")}
        type="password"
        autoComplete="current-password"
      />
      <div className="actions">
        <FormSubmit
          variant={kind === "disable" ? "danger" : "primary"}
          pending={form.pending}
          pendingLabel={page("saving")}
        >
          {t(kind)}
        </FormSubmit>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </ActionForm>
  );
}
