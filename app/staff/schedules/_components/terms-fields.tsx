"use client";

import { useLocale, useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { FormSegment, FormSelect, FormText } from "@/components/forms/form-fields";
import { FormDate, FormMoney } from "@/components/forms/form-readings";
import { type DateRefusal, formatDateText } from "@/components/ui/date-text";
import { FREQUENCIES, REMINDER_CHOICES } from "@/lib/schedules/model";
import { SCHEDULE_ENDS, SHARES } from "@/lib/schedules/schemas";
import type { ScheduleStart } from "./form-start";

type Props = { today: string; timeZone: string; currency: string };

/** On which days. */
export function WhenFields({ today, timeZone }: Omit<Props, "currency">) {
  const t = useTranslations("schedules");
  const required = useTranslations("common")("required");
  const frequency = useWatch<ScheduleStart, "frequency">({ name: "frequency" });
  return (
    <section className="form-section">
      <h2 className="title-section">{t("form.when")}</h2>
      <div className="form-grid">
        <FormSelect
          name="frequency"
          label={t("form.frequency")}
          options={FREQUENCIES.map((value) => ({ value, label: t(`frequency.${value}`) }))}
        />
        <DayField
          name="startDate"
          label={t("form.startDate")}
          today={today}
          required={required}
          hint={t("form.startHint", { zone: timeZone })}
        />
        {frequency === "twice_monthly" && (
          <>
            <MonthDayField name="firstDay" label={t("form.firstDay")} />
            <MonthDayField name="secondDay" label={t("form.secondDay")} />
          </>
        )}
        <FormSelect
          name="reminderDays"
          label={t("form.reminder")}
          options={REMINDER_CHOICES.map((days) => ({ value: String(days), label: t("form.reminderOf", { days }) }))}
        />
      </div>
    </section>
  );
}

/** How much, and until when. */
export function MoneyFields({ today, currency }: Omit<Props, "timeZone">) {
  const t = useTranslations("schedules.form");
  const required = useTranslations("common")("required");
  const { control } = useFormContext<ScheduleStart>();
  const [frequency, share, ends] = useWatch({ control, name: ["frequency", "share", "ends"] });
  const isSingle = frequency === "single";
  const isShared = share === "shared" && !isSingle;
  const asksEnd = !isSingle && !isShared;
  return (
    <section className="form-section">
      <h2 className="title-section">{t("money")}</h2>
      <div className="form-grid">
        {!isSingle && (
          <FormSegment
            name="share"
            label={t("share")}
            options={SHARES.map((value) => ({ value, label: t(`shareOf.${value}`) }))}
            className="span-all"
          />
        )}
        {isShared ? (
          <Sum key="total" name="totalCents" label={t("total")} currency={currency} />
        ) : (
          <Sum key="amount" name="amountCents" label={t("amount")} currency={currency} />
        )}
        {asksEnd && (
          <FormSelect
            name="ends"
            label={t("ends")}
            options={SCHEDULE_ENDS.map((value) => ({ value, label: t(`endsOf.${value}`) }))}
          />
        )}
        {(isShared || (asksEnd && ends === "count")) && (
          <FormText name="count" label={t("count")} required={required} inputMode="numeric" autoComplete="off" />
        )}
        {asksEnd && ends === "date" && (
          <DayField name="endDate" label={t("endDate")} today={today} required={required} />
        )}
        {asksEnd && ends === "total" && <Sum name="stopAtCents" label={t("stopAt")} currency={currency} />}
      </div>
    </section>
  );
}

function Sum({ name, label, currency }: { name: string; label: string; currency: string }) {
  const locale = useLocale();
  const money = useTranslations("money.refusal");
  const required = useTranslations("common")("required");
  return (
    <FormMoney
      name={name}
      label={label}
      required={required}
      currency={currency}
      locale={locale}
      describeRefusal={({ code, ...values }) => money(code, values)}
    />
  );
}

type DayProps = { name: string; label: string; today: string; required: string; hint?: string };

function DayField({ name, label, today, required, hint }: DayProps) {
  const locale = useLocale();
  const t = useTranslations("links");
  const describe = ({ code, found }: DateRefusal) =>
    t(`dateProblem.${code}`, { found, example: formatDateText(today, locale) });
  return (
    <FormDate
      {...{ name, label, required, locale, today }}
      {...(hint !== undefined && { hint })}
      pickerLabel={t("quickLink.calendar")}
      describeRefusal={describe}
    />
  );
}

const DAYS = Array.from({ length: 31 }, (_, place) => String(place + 1));

function MonthDayField({ name, label }: { name: string; label: string }) {
  const t = useTranslations("schedules.form");
  const options = [...DAYS.map((day) => ({ value: day, label: day })), { value: "last", label: t("lastDay") }];
  return <FormSelect name={name} label={label} options={options} />;
}
