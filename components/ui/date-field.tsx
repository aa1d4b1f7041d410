"use client";

import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type DateReading, type DateRefusal, formatDateText, readDateText, shiftDate } from "@/components/ui/date-text";
import { Field, type FieldText, fieldAria } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";

type DateFieldProps = FieldText & {
  name: string;
  locale: string;
  /** Today in the firm's time zone, ISO: what T writes and + and - start from. */
  today: string;
  /** ISO date at first. */
  defaultDate?: string | null;
  /** ISO date set from outside. */
  date?: string | null;
  /** Bounds of the device's calendar, ISO. */
  min?: string;
  max?: string;
  onReading?: (reading: DateReading) => void;
  onBlur?: () => void;
  describeRefusal?: (refusal: DateRefusal) => string;
  /** Name of the calendar button. */
  pickerLabel: string;
  className?: string;
};

/** Typed freely in US or ISO form; T is today, + and - are a day; the device's own calendar opens from the button. */
export function DateField(props: DateFieldProps) {
  const { id, label, required, optional, hint, error, name, locale, today, defaultDate, date, min, max, onReading, onBlur, describeRefusal, pickerLabel, className } = props;
  const input = useRef<HTMLInputElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<DateRefusal | null>(null);
  const text = { id, label, required, optional, hint, error: refusal ? (describeRefusal?.(refusal) ?? refusal.message) : error };
  const firstDate = defaultDate ?? date ?? null;

  useEffect(() => {
    const element = input.current;
    if (date === undefined || !element || element === document.activeElement) return;
    const written = readDateText(element.value, today);
    if (written.state === "date" && written.isoDate === date) return;
    element.value = date === null ? "" : formatDateText(date, locale);
  }, [date, locale, today]);

  function write(isoDate: string) {
    if (input.current) input.current.value = formatDateText(isoDate, locale);
    setRefusal(null);
    onReading?.({ state: "date", isoDate });
  }

  function pressKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const reading = readDateText(event.currentTarget.value, today);
    if (event.key === "t" || event.key === "T") {
      event.preventDefault();
      write(today);
      return;
    }
    const days = event.key === "+" || event.key === "=" ? 1 : event.key === "-" ? -1 : 0;
    // In a half-written date the minus is a separator.
    if (days === 0 || reading.state === "refused") return;
    event.preventDefault();
    write(shiftDate(reading.state === "date" ? reading.isoDate : today, days));
  }

  function leave(event: FocusEvent<HTMLInputElement>) {
    const reading = readDateText(event.target.value, today);
    setRefusal(reading.state === "refused" ? reading.refusal : null);
    if (reading.state === "date") event.target.value = formatDateText(reading.isoDate, locale);
    onBlur?.();
  }

  function openPicker() {
    const element = picker.current;
    if (!element) return;
    const reading = readDateText(input.current?.value ?? "", today);
    element.value = reading.state === "date" ? reading.isoDate : "";
    element.showPicker();
  }

  return (
    <Field {...text} className={className}>
      <span className="input">
        <input
          ref={input}
          name={name}
          inputMode="text"
          autoComplete="off"
          placeholder={locale.startsWith("en") ? "MM/DD/YYYY" : "YYYY-MM-DD"}
          defaultValue={firstDate ? formatDateText(firstDate, locale) : ""}
          onKeyDown={pressKey}
          onInput={(event) => {
            const reading = readDateText(event.currentTarget.value, today);
            if (reading.state !== "refused") setRefusal(null);
            onReading?.(reading);
          }}
          onBlur={leave}
          {...fieldAria(text)}
        />
        <button type="button" className="input-tool" aria-label={pickerLabel} onClick={openPicker} tabIndex={-1}>
          <Icon name="calendar" />
        </button>
        <input ref={picker} type="date" className="input-picker" tabIndex={-1} aria-hidden="true" min={min} max={max} onChange={(event) => event.target.value && write(event.target.value)} />
      </span>
    </Field>
  );
}
