"use client";

import { useTranslations } from "next-intl";
import { FormCheck, FormSelect, FormText } from "@/components/forms/form-fields";
import { AUTHORIZED_BY } from "@/lib/methods/schemas";

/** Who agreed, and how: without that nothing is charged to a saved method. */
export function LeaveFields() {
  const t = useTranslations("schedules.form");
  const required = useTranslations("common")("required");
  return (
    <section className="form-section">
      <h2 className="title-section">{t("leave")}</h2>
      <div className="form-grid">
        <FormText
          name="authorizedBy"
          label={t("authorizedBy")}
          required={required}
          hint={t("authorizedByHint")}
          autoComplete="off"
        />
        <FormSelect
          name="authorizedHow"
          label={t("authorizedHow")}
          options={AUTHORIZED_BY.map((value) => ({ value, label: t(`howOf.${value}`) }))}
        />
        <div className="span-all">
          <FormCheck name="isAuthorized" label={t("isAuthorized")} hint={t("leaveHint")} />
        </div>
      </div>
    </section>
  );
}
