"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { FirmProfileInput } from "@/lib/firms/schemas";
import { LANGUAGE_NAMES, LOCALES } from "@/lib/i18n/model";
import { saveFirmProfileAction } from "../actions";

type Props = {
  profile: FirmProfileInput;
  timeZones: readonly string[];
  /** What may be chosen; null: it stays as it is. */
  currencies: readonly string[] | null;
};

/** Who the firm is, for everybody who reads a page, a mail or a receipt of it. */
export function ProfileForm({ profile, timeZones, currencies }: Props) {
  const t = useTranslations("firmSettings.profile");
  const common = useTranslations("common");
  const { form, isSaved } = useProfile(profile);
  const required = common("required");
  return (
    <ActionForm form={form} summaryTitle={(count) => t("summary", { count })} className="form-stack">
      <FormText name="name" label={t("name")} required={required} hint={t("nameHint")} autoComplete="organization" />
      <FormText name="addressLine" label={t("address")} required={required} hint={t("addressHint")} />
      <div className="form-grid">
        <FormText name="phone" label={t("phone")} required={required} hint={t("phoneHint")} type="tel" />
        <FormText name="email" label={t("email")} required={required} hint={t("emailHint")} type="email" />
      </div>
      <div className="form-grid">
        <FormSelect name="timeZone" label={t("timeZone")} hint={t("timeZoneHint")} options={optionsOf(timeZones)} />
        <FormSelect
          name="locale"
          label={t("language")}
          hint={t("languageHint")}
          options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
      </div>
      {currencies ? (
        <FormSelect name="currency" label={t("currency")} hint={t("currencyHint")} options={optionsOf(currencies)} />
      ) : (
        <div>
          <p className="font-semibold text-sm">{t("currency")}</p>
          <p>{profile.currency}</p>
          <p className="field-hint">{t("currencyFixed")}</p>
        </div>
      )}
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

function optionsOf(values: readonly string[]) {
  return values.map((value) => ({ value, label: value }));
}

function useProfile(profile: FirmProfileInput) {
  const t = useTranslations("firmSettings.profile");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const form = useActionForm<FirmProfileInput, FirmProfileInput>({
    schema: FirmProfileInput,
    defaultValues: profile,
    action: (input) => {
      setSaved(false);
      return saveFirmProfileAction(input);
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
