"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormSegment, FormSelect, FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { EXPORT_FORMATS } from "@/lib/exports/model";
import { REPORT_FREQUENCIES } from "@/lib/reports/model";
import { CreateReportScheduleInput, type ReportScheduleTyped } from "@/lib/reports/schemas";
import { createReportScheduleAction } from "../actions";

type Props = {
  choices: readonly { value: string; label: string }[];
  /** The report that the address names; empty for none. */
  chosen: string;
  /** "America/New_York" */
  zone: string;
  /** Whoever fills it in usually wants it, too. */
  email: string;
};

const DAYS = Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) }));
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

/** Puts a report on a schedule, then another: each begins with a fresh form. */
export function ScheduleForm(props: Props) {
  const [made, setMade] = useState(0);
  const chosen = made === 0 ? props.chosen : "";
  return <FreshForm key={made} {...props} chosen={chosen} onMade={() => setMade(made + 1)} />;
}

function FreshForm({ choices, chosen, zone, email, onMade }: Props & { onMade: () => void }) {
  const t = useTranslations("reports.form");
  const formats = useTranslations("exports.format");
  const required = useTranslations("common")("required");
  const form = useScheduleForm(chosen, email, onMade);
  return (
    <section className="sheet sheet-form mt-6 max-w-[40rem]" aria-labelledby="new-schedule">
      <h2 id="new-schedule" className="title-section">
        {t("title")}
      </h2>
      <ActionForm form={form} summaryTitle={(count) => t("summary", { count })} className="mt-4">
        <div className="form-grid">
          <FormSelect name="report" label={t("report")} required={required} options={choices} emptyLabel="–" />
          <FormSegment
            name="format"
            label={t("format")}
            options={EXPORT_FORMATS.map((value) => ({ value, label: formats(value) }))}
          />
          <RhythmFields control={form.methods.control} zone={zone} />
          <FormText
            name="emails"
            label={t("emails")}
            hint={t("emailsHint")}
            required={required}
            inputMode="email"
            spellCheck={false}
            autoComplete="off"
            className="span-all"
          />
        </div>
        <div className="actions mt-6">
          <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("pending")}>
            {t("submit")}
          </FormSubmit>
        </div>
      </ActionForm>
    </section>
  );
}

function useScheduleForm(chosen: string, email: string, onMade: () => void) {
  const t = useTranslations("reports.form");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const start: ReportScheduleTyped = {
    ...{ report: chosen, format: "xlsx", frequency: "weekly", weekday: "1", monthday: "1", hour: "8" },
    emails: email,
  };
  return useActionForm<ReportScheduleTyped, { scheduleId: string }>({
    schema: CreateReportScheduleInput,
    defaultValues: start,
    action: createReportScheduleAction,
    onDone: () => {
      onMade();
      router.refresh();
    },
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
}

type RhythmProps = { control: ReturnType<typeof useScheduleForm>["methods"]["control"]; zone: string };

function RhythmFields({ control, zone }: RhythmProps) {
  const t = useTranslations("reports");
  const frequency = useWatch({ control, name: "frequency" });
  const weekdays = (["1", "2", "3", "4", "5", "6", "7"] as const).map((value) => ({
    value,
    label: t(`weekday.${value}`),
  }));
  return (
    <>
      <FormSegment
        name="frequency"
        label={t("form.frequency")}
        className="span-all"
        options={REPORT_FREQUENCIES.map((value) => ({ value, label: t(`frequency.${value}`) }))}
      />
      {frequency === "weekly" && <FormSelect name="weekday" label={t("form.weekday")} options={weekdays} />}
      {frequency === "monthly" && (
        <FormSelect name="monthday" label={t("form.monthday")} hint={t("form.monthdayHint")} options={DAYS} />
      )}
      <FormSelect name="hour" label={t("form.hour")} hint={t("form.hourHint", { zone })} options={HOURS} />
    </>
  );
}
