"use client";

import { useTranslations } from "next-intl";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import type { SelectOption } from "@/components/ui/select-field";

/** As the client gave it with the method. */
export function AddressFields({ countries }: { countries: readonly SelectOption[] }) {
  const t = useTranslations("payers.form");
  const title = useTranslations("enterPayment.address")("title");
  const optional = useTranslations("common")("optional");
  const text = { optional, autoComplete: "off" } as const;
  return (
    <section className="form-section" aria-labelledby="entry-address">
      <h2 id="entry-address" className="title-section">
        {title}
      </h2>
      <div className="form-grid">
        <FormText name="line1" label={t("line1")} {...text} />
        <FormText name="line2" label={t("line2")} {...text} />
        <FormText name="city" label={t("city")} {...text} />
        <FormText name="region" label={t("region")} {...text} />
        <FormText name="postalCode" label={t("postalCode")} {...text} />
        <FormSelect
          name="country"
          label={t("country")}
          optional={optional}
          emptyLabel={t("noCountry")}
          options={countries}
        />
      </div>
    </section>
  );
}
