"use client";

import { useTranslations } from "next-intl";
import { TypedForm } from "@/components/forms/typed-form";
import { CheckField } from "@/components/ui/check-field";
import { Sheet } from "@/components/ui/sheet";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { InvoiceSettings } from "@/lib/invoices/model";
import { writeNumber } from "@/lib/invoices/rules";
import { useInvoiceSettings } from "./use-invoice-settings";

type Form = ReturnType<typeof useInvoiceSettings>;

/** The switch of the module, and how its invoices are made. */
export function InvoiceSettingsForm({ start }: { start: InvoiceSettings }) {
  const t = useTranslations("invoices.settings");
  const form = useInvoiceSettings(start);
  return (
    <TypedForm form={form} save={t("save")} saving={t("saving")} saved={t("saved")}>
      <Sheet title={t("module")}>
        <CheckField
          id="isOn"
          label={t("isOn")}
          hint={t("isOnHint")}
          checked={form.values.isOn}
          onChange={(event) => form.change({ isOn: event.target.checked })}
        />
      </Sheet>
      <Sheet title={t("numbers")}>
        <div className="form-stack">
          <NumberFields form={form} />
          <PayingFields form={form} />
        </div>
      </Sheet>
    </TypedForm>
  );
}

function NumberFields({ form: { values, field } }: { form: Form }) {
  const t = useTranslations("invoices.settings");
  const example = writeNumber(values.numberPattern, 42, 2026);
  const hint = t("numberHint", { numberWord: "{number}", yearWord: "{year}", example });
  return (
    <>
      <TextField {...field("numberPattern")} label={t("numberPattern")} hint={hint} />
      <TextField {...field("termsDays")} label={t("termsDays")} inputMode="numeric" />
      <TextField {...field("taxName")} label={t("taxName")} />
      <TextField {...field("taxRate", "taxThousandths")} label={t("taxRate")} inputMode="decimal" />
    </>
  );
}

function PayingFields({ form: { values, change, field } }: { form: Form }) {
  const t = useTranslations("invoices.settings");
  return (
    <>
      <TextAreaField {...field("notes")} label={t("notes")} rows={3} maxLength={2_000} />
      <CheckField
        id="allowsParts"
        label={t("allowsParts")}
        checked={values.allowsParts}
        onChange={(event) => change({ allowsParts: event.target.checked })}
      />
      <TextField {...field("reminderDays")} label={t("reminders")} hint={t("remindersHint")} />
    </>
  );
}
