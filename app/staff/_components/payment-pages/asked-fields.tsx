"use client";

import { useTranslations } from "next-intl";
import { FormSegment } from "@/components/forms/form-fields";
import { isNumberField } from "@/lib/connect-pages/rules";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import { BUILT_IN_FIELDS } from "@/lib/payment-pages/model";
import { FormPart } from "./page-fields";

type Props = { customFields: readonly CustomFieldView[]; isTrust: boolean; isConnect: boolean };

const ASKED = ["off", "optional", "required"] as const;
const OF_TRUST: readonly string[] = ["clientRef", "matterRef"];

/**
 * What is asked beside the name: of each field whether, and whether it must be given. Trust money always names client and matter; a Connect
 * page knows them from the invoices.
 */
export function AskedFields({ customFields, isTrust, isConnect }: Props) {
  const t = useTranslations("paymentPages");
  const known = BUILT_IN_FIELDS.filter((key) => (isConnect ? isNumberField(key) : isTrust && OF_TRUST.includes(key)));
  const hint = isConnect ? t("connect.form.fieldsHint") : t(isTrust ? "form.fieldsOfTrust" : "form.fieldsHint");
  const options = ASKED.map((value) => ({ value, label: t(`form.asked.${value}`) }));
  return (
    <FormPart title={t("form.fields")}>
      <p className="mb-4 text-ink-2 text-sm">{hint}</p>
      <div className="form-grid">
        {BUILT_IN_FIELDS.filter((key) => !known.includes(key)).map((key) => (
          <FormSegment key={key} size="sm" name={`fields.${key}`} label={t(`form.field.${key}`)} options={options} />
        ))}
        {customFields
          .filter(({ isArchived }) => !isArchived)
          .map(({ id, label }) => (
            <FormSegment key={id} size="sm" name={`fields.${id}`} label={label} options={options} />
          ))}
      </div>
    </FormPart>
  );
}
