"use client";

import { useTranslations } from "next-intl";
import { FormTextArea } from "@/components/forms/form-fields";

/** Travels with the lines to the matter system; no page, mail or receipt of the client holds it. */
export function ArMessageField({ systemName }: { systemName: string }) {
  const t = useTranslations("connectPay.pay");
  const optional = useTranslations("common")("optional");
  return (
    <section className="form-section" aria-labelledby="pay-ar">
      <h2 id="pay-ar" className="title-section">
        {t("arTitle", { system: systemName })}
      </h2>
      <FormTextArea name="arMessage" label={t("ar")} optional={optional} hint={t("arHint", { system: systemName })} />
    </section>
  );
}
