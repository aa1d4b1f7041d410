"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormCheck, FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import type { SecurityPolicy } from "@/lib/staff/model";
import { SecurityInput } from "@/lib/staff/schemas";
import { saveSecurityAction } from "../actions";

type Props = { security: SecurityPolicy & { withoutSecondFactor: number }; hasOwn: boolean };
type Typed = { requiresSecondFactor: boolean; idleDays: string };

/** What holds for every sign-in of the firm. */
export function SecurityForm({ security, hasOwn }: Props) {
  const t = useTranslations("users.security");
  const users = useTranslations("users");
  const words = useTranslations("errors.field");
  const { form, isSaved } = useSecurity(security);
  const { requiresSecondFactor, withoutSecondFactor } = security;
  const hint = requiresSecondFactor ? t("requiredHint") : t("requireHint", { count: withoutSecondFactor });
  return (
    <ActionForm form={form} summaryTitle={(count) => users("summary", { count })} className="form-stack">
      <FormCheck name="requiresSecondFactor" label={t("require")} hint={hint} />
      {!hasOwn && !requiresSecondFactor && (
        <p className="text-ink-2 text-sm">
          {words("own_second_factor_first")} <Link href="/staff/profile">{t("toProfile")}</Link>
        </p>
      )}
      <FormText name="idleDays" label={t("idleDays")} hint={t("idleDaysHint")} inputMode="numeric" autoComplete="off" />
      <div className="actions">
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={users("form.saving")}>
          {users("form.save")}
        </FormSubmit>
        <span role="status" className="text-ok text-sm">
          {isSaved && !form.pending && users("form.saved")}
        </span>
      </div>
    </ActionForm>
  );
}

function useSecurity({ requiresSecondFactor, idleDays }: SecurityPolicy) {
  const t = useTranslations("users");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const form = useActionForm<Typed, { signedOut: number }>({
    schema: SecurityInput,
    defaultValues: { requiresSecondFactor, idleDays: String(idleDays) },
    action: (input) => {
      setSaved(false);
      return saveSecurityAction(input);
    },
    onDone: () => {
      setSaved(true);
      router.refresh();
    },
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return { form, isSaved };
}
