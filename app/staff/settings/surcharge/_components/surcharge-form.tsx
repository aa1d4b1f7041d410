"use client";

import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { SelectField } from "@/components/ui/select-field";
import { Sheet } from "@/components/ui/sheet";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { formatIsoDate } from "@/lib/dates/format-date";
import { STATES, type SurchargeSettings } from "@/lib/surcharges/model";
import { firstDayOf } from "@/lib/surcharges/rules";
import { ClientPreview } from "./client-preview";
import { StateNote } from "./state-note";
import { useSurcharge } from "./use-surcharge";

type Props = { start: SurchargeSettings; today: string; currency: string };

/** Everything the law asks for stands beside the switch; the right side shows what a client will see. */
export function SurchargeForm({ start, today, currency }: Props) {
  const t = useTranslations("surcharge");
  const locale = useLocale();
  const form = useSurcharge(start);
  const { values, settings, errorOf, change } = form;
  return (
    <form ref={form.formRef} className="columns" onSubmit={form.submit} noValidate>
      <Sheet>
        <div className="form-stack">
          {form.problem && <Banner tone="danger" role="alert" title={form.problem} />}
          <CheckField
            id="isEnabled"
            label={t("isEnabled")}
            hint={t("isEnabledHint")}
            checked={values.isEnabled}
            onChange={(event) => change({ isEnabled: event.target.checked })}
          />
          <div className="form-pair">
            <TextField
              {...form.field("rate", "rateBasisPoints")}
              label={t("rate")}
              hint={t("rateHint")}
              inputMode="decimal"
            />
            <TextField
              {...form.field("cost", "costBasisPoints")}
              label={t("cost")}
              hint={t("costHint")}
              inputMode="decimal"
            />
          </div>
          <SelectField
            id="state"
            label={t("state")}
            hint={t("stateHint")}
            error={errorOf("state")}
            value={values.state}
            emptyLabel={t("noState")}
            options={STATES.map((value) => ({ value, label: value }))}
            onChange={(event) => change({ state: event.target.value })}
          />
          <StateNote state={values.state} day={today} />
          <TextField {...form.field("noticeDate")} type="date" label={t("notice")} hint={t("noticeHint")} max={today} />
          {values.noticeDate && (
            <p className="text-ink-2 text-sm">
              {t("noticeFrom", { date: formatIsoDate(firstDayOf(values.noticeDate), locale) })}
            </p>
          )}
          <TextAreaField
            id="disclosure"
            label={t("disclosure")}
            hint={t("disclosureHint")}
            error={errorOf("disclosure")}
            rows={2}
            maxLength={300}
            value={values.disclosure}
            onChange={(event) => change({ disclosure: event.target.value })}
          />
          <TextField {...form.field("evidence")} label={t("evidence")} hint={t("evidenceHint")} maxLength={300} />
          <div className="actions">
            <Button type="submit" variant="primary" pending={form.pending} pendingLabel={t("saving")}>
              {t("save")}
            </Button>
            <span role="status" className="text-ok text-sm">
              {form.isSaved && t("saved")}
            </span>
          </div>
        </div>
      </Sheet>
      <ClientPreview settings={settings} day={today} currency={currency} />
    </form>
  );
}
