"use client";

import { useTranslations } from "next-intl";
import { FormCheck, FormSegment } from "@/components/forms/form-fields";
import { FormMoney } from "@/components/forms/form-readings";
import type { AutoPayFormFacts } from "./form-needs";

type Props = { facts: AutoPayFormFacts; isCapped: boolean; currency: string };

/** All outstanding, or up to an amount per run. */
export function AmountFields({ facts, isCapped, currency }: Props) {
  const t = useTranslations("autoPays.form");
  const money = useTranslations("money.refusal");
  const required = useTranslations("common")("required");
  return (
    <section className="form-section">
      <h2 className="title-section">{t("howMuch")}</h2>
      <FormSegment
        name="amount"
        label={t("amount")}
        options={[
          { value: "all", label: t("all") },
          { value: "up_to", label: t("upTo") },
        ]}
      />
      {isCapped && (
        <div className="form-grid mt-4">
          <FormMoney
            name="capCents"
            label={t("cap")}
            required={required}
            hint={t("capHint")}
            currency={currency}
            locale={facts.locale}
            describeRefusal={({ code, ...values }) => money(code, values)}
          />
        </div>
      )}
      <div className="mt-4">
        <FormCheck name="paysOthers" label={t("paysOthers")} />
      </div>
    </section>
  );
}
