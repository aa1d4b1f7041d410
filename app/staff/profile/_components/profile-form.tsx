"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormSegment, FormSelect, FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { LANGUAGE_NAMES, LOCALES } from "@/lib/i18n/model";
import { BACKDROPS, DENSITIES, THEMES } from "@/lib/staff/model";
import { type ProfileInput, profileInput } from "@/lib/staff/schemas";
import { changeProfileAction } from "../actions";

type Props = { email: string; start: ProfileInput };

/** What is saved shows at once, also in the frame round this page. */
export function ProfileForm({ email, start }: Props) {
  const t = useTranslations("staff.profilePage");
  const common = useTranslations("common");
  const { form, isSaved } = useProfile(start);
  return (
    <ActionForm form={form} summaryTitle={(count) => t("summary", { count })} className="form-stack">
      <p className="text-ink-2 text-sm">
        {t("email")}: <b className="font-medium text-ink">{email}</b>
      </p>
      <FormText name="name" label={t("name")} required={common("required")} hint={t("nameHint")} autoComplete="name" />
      <FormSelect
        name="locale"
        label={t("language")}
        options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <FormSelect
        name="theme"
        label={t("theme")}
        options={[
          { value: "", label: t("themes.device") },
          ...THEMES.map((value) => ({ value, label: t(`themes.${value}`) })),
        ]}
      />
      <FormSegment
        name="density"
        label={t("density")}
        options={[
          { value: "", label: t("densities.normal") },
          ...DENSITIES.map((value) => ({ value, label: t(`densities.${value}`) })),
        ]}
      />
      <FormSegment
        name="backdrop"
        label={t("backdrop")}
        hint={t("backdropHint")}
        options={[
          { value: "", label: t("backdrops.plain") },
          ...BACKDROPS.map((value) => ({ value, label: t(`backdrops.${value}`) })),
        ]}
      />
      <div className="actions">
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("saving")}>
          {t("save")}
        </FormSubmit>
        <span role="status" className="text-ok text-sm">
          {isSaved && !form.pending && t("saved")}
        </span>
      </div>
    </ActionForm>
  );
}

function useProfile(start: ProfileInput) {
  const t = useTranslations("staff.profilePage");
  const problems = useTranslations("errors.field");
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const schema = useMemo(() => profileInput(problems), [problems]);
  const form = useActionForm({
    schema,
    defaultValues: start,
    action: changeProfileAction,
    onDone: () => {
      setSaved(true);
      router.refresh();
    },
    unreachableText: t("unreachable"),
  });
  return { form, isSaved };
}
