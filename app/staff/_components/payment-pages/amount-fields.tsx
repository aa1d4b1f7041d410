"use client";

import { useTranslations } from "next-intl";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { FormSegment, FormText, useFieldError } from "@/components/forms/form-fields";
import { FormMoney } from "@/components/forms/form-readings";
import { Button } from "@/components/ui/button";
import { AMOUNT_RULES } from "@/lib/payment-pages/model";
import type { PaymentPageTyped } from "@/lib/payment-pages/schemas";
import { type FieldProps, ItemFields } from "./item-fields";
import { FormPart } from "./page-fields";

type Props = { currency: string; locale: string; firmId: string };

/** What is paid: one amount, one within bounds, or one of a list. */
export function AmountFields({ firmId, ...props }: Props) {
  const t = useTranslations("paymentPages.form");
  const common = useTranslations("common");
  const money = useTranslations("money.refusal");
  const { control } = useFormContext<PaymentPageTyped>();
  const rule = useWatch({ control, name: "amountRule" });
  const describeRefusal: Parameters<typeof FormMoney>[0]["describeRefusal"] = ({ code, ...values }) =>
    money(code, values);
  const field = { ...props, describeRefusal };
  return (
    <FormPart title={t("amount")}>
      <div className="form-stack">
        <FormSegment
          name="amountRule"
          label={t("rule")}
          options={AMOUNT_RULES.map((value) => ({ value, label: t(`rules.${value}`) }))}
        />
        {rule === "fixed" && (
          <FormMoney {...field} name="amountCents" label={t("fixed")} required={common("required")} />
        )}
        {rule === "chosen" && (
          <div className="form-grid">
            <FormMoney {...field} name="leastCents" label={t("least")} optional={common("optional")} />
            <FormMoney {...field} name="mostCents" label={t("most")} optional={common("optional")} />
          </div>
        )}
        {rule === "list" && <Choices field={field} />}
        {rule === "items" && <ItemFields field={field} firmId={firmId} />}
      </div>
    </FormPart>
  );
}

function Choices({ field }: { field: FieldProps }) {
  const t = useTranslations("paymentPages.form");
  const required = useTranslations("common")("required");
  const { control } = useFormContext<PaymentPageTyped>();
  const { fields, append, remove } = useFieldArray({ control, name: "choices" });
  const error = useFieldError("choices");
  return (
    <fieldset className="form-stack" id="choices">
      <legend className="field-label">{t("choices")}</legend>
      {fields.map((choice, place) => (
        <div key={choice.id} className="flex flex-wrap items-end gap-3">
          <div className="min-w-[10rem] flex-2">
            <FormText
              name={`choices.${place}.label`}
              label={t("choiceLabel", { number: place + 1 })}
              required={required}
              autoComplete="off"
            />
          </div>
          <div className="min-w-[8rem] flex-1">
            <FormMoney
              {...field}
              name={`choices.${place}.amountCents`}
              label={t("choiceAmount", { number: place + 1 })}
              required={required}
            />
          </div>
          <Button
            iconOnly
            icon="trash"
            aria-label={t("removeChoice", { number: place + 1 })}
            onClick={() => remove(place)}
          />
        </div>
      ))}
      {error && <p className="field-error">{error}</p>}
      <div>
        <Button size="sm" icon="plus" onClick={() => append({ label: "", amountCents: null })}>
          {t("addChoice")}
        </Button>
      </div>
    </fieldset>
  );
}
