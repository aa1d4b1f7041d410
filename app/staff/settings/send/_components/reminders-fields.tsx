"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { SelectField } from "@/components/ui/select-field";
import { Sheet } from "@/components/ui/sheet";
import { MAX_REMINDERS } from "@/lib/link-reminders/model";
import { StepFields } from "./step-fields";
import type { TypedStep, useLinkSettings } from "./use-link-settings";

type Props = { form: ReturnType<typeof useLinkSettings>; timeZone: string };

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Whether, at which hour, and on which days unpaid links are followed up. */
export function RemindersFields({ form: { values, change, errorOf }, timeZone }: Props) {
  const t = useTranslations("linkSettings");
  const locale = useLocale();
  const { steps } = values;
  const write = (step: TypedStep) => change({ steps: steps.map((other) => (other.key === step.key ? step : other)) });
  const add = () => {
    const key = 1 + Math.max(-1, ...steps.map((step) => step.key));
    change({ steps: [...steps, { key, days: "", anchor: "after_due" }] });
  };
  return (
    <Sheet title={t("reminders")}>
      <div className="form-stack">
        <CheckField
          id="isOn"
          label={t("isOn")}
          hint={t("isOnHint")}
          checked={values.isOn}
          onChange={(event) => change({ isOn: event.target.checked })}
        />
        <SelectField
          id="hour"
          label={t("hour")}
          hint={t("hourHint", { zone: timeZone })}
          value={String(values.hour)}
          options={HOURS.map((hour) => ({ value: String(hour), label: hourText(hour, locale) }))}
          onChange={(event) => change({ hour: Number(event.target.value) })}
        />
        <fieldset className="form-stack">
          <legend className="mb-2 font-semibold text-sm">{t("steps")}</legend>
          {steps.map((step, place) => (
            <StepFields
              key={step.key}
              step={step}
              place={place}
              error={errorOf(`reminders.steps.${place}.days`)}
              onChange={write}
              onRemove={() => change({ steps: steps.filter(({ key }) => key !== step.key) })}
            />
          ))}
          {errorOf("reminders.steps") && <p className="text-danger text-sm">{errorOf("reminders.steps")}</p>}
          <p className="field-hint">{t("stepsHint")}</p>
          {steps.length < MAX_REMINDERS && (
            <div className="actions">
              <Button size="sm" icon="plus" onClick={add}>
                {t("add")}
              </Button>
            </div>
          )}
        </fieldset>
      </div>
    </Sheet>
  );
}

/** "9:00 AM", as the reader's language writes an hour. */
function hourText(hour: number, locale: string): string {
  const at = new Date(Date.UTC(2026, 0, 1, hour));
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" })
    .format(at)
    .replace(/[\u202f\u00a0]/g, " ");
}
