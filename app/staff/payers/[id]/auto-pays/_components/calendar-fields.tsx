"use client";

import { useTranslations } from "next-intl";
import { FormSelect } from "@/components/forms/form-fields";
import { FormDate } from "@/components/forms/form-readings";
import { formatDateText } from "@/components/ui/date-text";
import { FREQUENCIES } from "@/lib/schedules/model";
import type { AutoPayFormFacts } from "./form-needs";

const DAYS = [...Array.from({ length: 31 }, (_, index) => String(index + 1)), "last"];

/** How often, and from when on. */
export function CalendarFields({ facts, isTwice }: { facts: AutoPayFormFacts; isTwice: boolean }) {
  const t = useTranslations("autoPays");
  const dates = useTranslations("links.dateProblem");
  const required = useTranslations("common")("required");
  const days = DAYS.map((value) => ({ value, label: value === "last" ? t("form.lastDay") : value }));
  return (
    <section className="form-section">
      <h2 className="title-section">{t("form.when")}</h2>
      <div className="form-grid">
        <FormSelect
          name="frequency"
          label={t("form.frequency")}
          required={required}
          options={FREQUENCIES.map((value) => ({ value, label: t(`frequency.${value}`) }))}
        />
        <FormDate
          name="startDate"
          label={t("form.startDate")}
          required={required}
          locale={facts.locale}
          today={facts.today}
          pickerLabel={t("form.calendar")}
          hint={t("form.startDateHint", { zone: facts.zone })}
          describeRefusal={({ code, found }) =>
            dates(code, { found, example: formatDateText(facts.today, facts.locale) })
          }
        />
        {isTwice && (
          <>
            <FormSelect name="firstDay" label={t("form.firstDay")} required={required} options={days} />
            <FormSelect name="secondDay" label={t("form.secondDay")} required={required} options={days} />
          </>
        )}
      </div>
    </section>
  );
}
