"use client";

import { useTranslations } from "next-intl";
import { FormCheck, FormSelect, FormText, FormTextArea } from "@/components/forms/form-fields";
import { AUTHORIZED_BY } from "@/lib/methods/schemas";

/** Who gave leave for this charge, and how: kept with the payment. */
export function AuthorizationFields() {
  const t = useTranslations("method.staff.chargeForm");
  const common = useTranslations("common");
  return (
    <section className="form-section">
      <h2 className="title-section">{t("authorization")}</h2>
      <p className="mb-4 text-ink-2 text-sm">{t("authorizationHint")}</p>
      <div className="form-grid">
        <FormText
          name="authorizedBy"
          label={t("authorizedBy")}
          required={common("required")}
          hint={t("authorizedByHint")}
          autoComplete="off"
        />
        <FormSelect
          name="authorizedHow"
          label={t("authorizedHow")}
          options={AUTHORIZED_BY.map((value) => ({ value, label: t(`how.${value}`) }))}
        />
        <FormTextArea
          name="note"
          label={t("note")}
          optional={common("optional")}
          hint={t("noteHint")}
          className="span-all"
        />
        <FormCheck
          name="isAuthorized"
          label={t("authorization")}
          sentence={t("isAuthorized")}
          required="*"
          className="span-all"
        />
      </div>
    </section>
  );
}
