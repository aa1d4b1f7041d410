"use client";

import { useTranslations } from "next-intl";
import { TypedForm } from "@/components/forms/typed-form";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { TextInput } from "@/components/ui/text-field";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { MAX_RETRIES, type RetryPolicy } from "@/lib/retries/model";
import { retryDaysOf } from "@/lib/retries/rules";
import { daysOf, type TypedWait, useRetryPolicy } from "./use-retry-policy";

type Form = ReturnType<typeof useRetryPolicy>;

/** Whether failed runs are tried again, and after how many days each time. */
export function RetryForm({ start }: { start: RetryPolicy }) {
  const t = useTranslations("retries");
  const form = useRetryPolicy(start);
  const { values, change, errorOf } = form;
  return (
    <TypedForm form={form} save={t("save")} saving={t("saving")} saved={t("saved")} className="form-stack">
      <CheckField
        id="isOn"
        label={t("isOn")}
        hint={t("isOnHint")}
        checked={values.isOn}
        onChange={(event) => change({ isOn: event.target.checked })}
      />
      <fieldset className="form-stack">
        <legend className="mb-2 font-semibold text-sm">{t("waits")}</legend>
        {values.waits.map((wait, place) => (
          <WaitFields key={wait.key} form={form} wait={wait} place={place} />
        ))}
        {errorOf("waitDays") && <p className="text-danger text-sm">{errorOf("waitDays")}</p>}
        <Timetable waits={values.waits} />
        {values.waits.length < MAX_RETRIES && (
          <div className="actions">
            <Button size="sm" icon="plus" onClick={form.add}>
              {t("add")}
            </Button>
          </div>
        )}
      </fieldset>
    </TypedForm>
  );
}

function WaitFields({ form, wait, place }: { form: Form; wait: TypedWait; place: number }) {
  const t = useTranslations("retries");
  const error = form.errorOf(`waitDays.${place}`);
  const errorId = `wait-${place}-error`;
  return (
    <div>
      <div className="grid grid-cols-[4.5rem_minmax(0,1fr)_auto] items-center gap-2">
        <TextInput
          aria-label={t("wait", { place: place + 1 })}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          inputMode="numeric"
          maxLength={2}
          value={wait.days}
          onChange={(event) => form.write({ ...wait, days: event.target.value })}
        />
        <span aria-hidden="true">{t("waitWords", { place })}</span>
        <Button size="sm" variant="quiet" onClick={() => form.remove(wait)}>
          {t("remove")}
          <VisuallyHidden> {place + 1}</VisuallyHidden>
        </Button>
      </div>
      {error && (
        <p id={errorId} className="mt-1 text-danger text-sm">
          {error}
        </p>
      )}
    </div>
  );
}

/** What the numbers come to: nobody adds them up in their head. */
function Timetable({ waits }: { waits: readonly TypedWait[] }) {
  const t = useTranslations("retries");
  const days = waits.map((wait) => daysOf(wait.days));
  if (days.length === 0 || days.some((day) => day < 1)) return null;
  return <p className="field-hint">{t("timetable", { days: retryDaysOf(days).join(", ") })}</p>;
}
