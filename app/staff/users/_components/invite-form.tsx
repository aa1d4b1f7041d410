"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { LinkButton } from "@/components/ui/link-button";
import { LANGUAGE_NAMES, LOCALES, type Locale } from "@/lib/i18n/model";
import { type Permission, ROLES } from "@/lib/staff/model";
import { InviteUserInput } from "@/lib/staff/schemas";
import { inviteUserAction } from "../actions";
import { PermissionFields } from "./permission-fields";

type Typed = { name: string; email: string; locale: Locale; permissions: Permission[] };

/** Who, where the link goes, and what they may do. */
export function InviteForm({ held, locale }: { held: readonly Permission[]; locale: Locale }) {
  const t = useTranslations("users");
  const words = useTranslations("errors.field");
  const common = useTranslations("common");
  const router = useRouter();
  const form = useActionForm<Typed, { userId: string; email: string }>({
    schema: InviteUserInput,
    defaultValues: { name: "", email: "", locale, permissions: ROLES.viewer.filter((one) => held.includes(one)) },
    action: inviteUserAction,
    onDone: ({ userId }) => router.push(`/staff/users/${userId}?invited=1`),
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => t("summary", { count })} className="form-stack">
      <FormText name="name" label={t("form.name")} required={common("required")} autoComplete="off" />
      <FormText
        name="email"
        type="email"
        label={t("form.email")}
        required={common("required")}
        hint={t("form.emailHint")}
        autoComplete="off"
      />
      <FormSelect
        name="locale"
        label={t("form.language")}
        options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <PermissionFields held={held} />
      <div className="actions">
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("invite.sending")}>
          {t("invite.send")}
        </FormSubmit>
        <LinkButton href="/staff/users">{t("invite.cancel")}</LinkButton>
      </div>
    </ActionForm>
  );
}
