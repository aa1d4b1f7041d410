"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { FormCheck, FormSegment, FormSelect } from "@/components/forms/form-fields";
import { PROOFS } from "@/lib/connect-pages/model";
import type { PaymentPageTyped } from "@/lib/payment-pages/schemas";
import { FormPart } from "./page-fields";

type Props = { fallbacks: readonly { id: string; name: string }[] };

/** Of a Connect page: what a client types, what they see then, and where they are led when there is nothing. */
export function InvoiceFields({ fallbacks }: Props) {
  const t = useTranslations("paymentPages.connect.form");
  const { control } = useFormContext<PaymentPageTyped>();
  const proof = useWatch({ control, name: "proof" }) ?? "either";
  return (
    <FormPart title={t("part")}>
      <div className="form-stack">
        <FormSegment
          name="proof"
          label={t("proof")}
          hint={t(`hint.${proof}`)}
          options={PROOFS.map((value) => ({ value, label: t(`proofs.${value}`) }))}
        />
        {proof !== "client" && <FormCheck name="offersAll" label={t("offersAll")} hint={t("offersAllHint")} />}
        <FormCheck name="allowsPart" label={t("allowsPart")} hint={t("allowsPartHint")} />
        <FormSelect
          name="fallbackPageId"
          label={t("fallback")}
          hint={t("fallbackHint")}
          options={[
            { value: "", label: t("fallbackNone") },
            ...fallbacks.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
    </FormPart>
  );
}
