"use client";

import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { afterPress } from "@/components/ui/after-press";
import { dateForKey } from "@/components/ui/date-keys";
import { type DateReading, type DateRefusal, formatDateText, readDateText } from "@/components/ui/date-text";
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
export function DateField({ min, max, pickerLabel, className, describeRefusal, ...props }: DateFieldProps) {
  const { id, label, required, optional, hint, error, name, locale, today } = props;
  const { input, refusal, write, press, leave, type } = useDateInput(props);
  const shownError = refusal ? (describeRefusal?.(refusal) ?? refusal.message) : error;
  const text = { id, label, required, optional, hint, error: shownError };
  const firstDate = props.defaultDate ?? props.date ?? null;
  return (
    <Field {...text} className={className}>
      <span className="input">
        <input
          ref={input}
          name={name}
          autoComplete="off"
          placeholder={locale.startsWith("en") ? "MM/DD/YYYY" : "YYYY-MM-DD"}
          defaultValue={firstDate ? formatDateText(firstDate, locale) : ""}
          onKeyDown={press}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={leave}
          {...fieldAria(text)}
        />
        <DatePicker
          label={pickerLabel}
          min={min}
          max={max}
          current={() => readDateText(input.current?.value ?? "", today)}
          onPick={write}
        />
      </span>
    </Field>
  );
}

type DateInput = Pick<DateFieldProps, "locale" | "today" | "date" | "onReading" | "onBlur">;

function useDateInput({ locale, today, date, onReading, onBlur }: DateInput) {
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<DateRefusal | null>(null);

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
  function press(event: KeyboardEvent<HTMLInputElement>) {
    const isoDate = dateForKey(event, today);
    if (isoDate === null) return;
    event.preventDefault();
    write(isoDate);
  }
  function type(text: string) {
    const reading = readDateText(text, today);
    if (reading.state !== "refused") setRefusal(null);
    onReading?.(reading);
  }
  function leave(event: FocusEvent<HTMLInputElement>) {
    const reading = readDateText(event.target.value, today);
    afterPress(() => setRefusal(reading.state === "refused" ? reading.refusal : null));
    if (reading.state === "date") event.target.value = formatDateText(reading.isoDate, locale);
    onBlur?.();
  }
  return { input, refusal, write, press, type, leave };
}

type DatePickerProps = {
  label: string;
  min?: string;
  max?: string;
  current: () => DateReading;
  onPick: (isoDate: string) => void;
};

/** The device's own calendar behind a button; the keyboard has the field itself. */
function DatePicker({ label, min, max, current, onPick }: DatePickerProps) {
  const picker = useRef<HTMLInputElement>(null);
  function open() {
    const element = picker.current;
    if (!element) return;
    const reading = current();
    element.value = reading.state === "date" ? reading.isoDate : "";
    element.showPicker();
  }
  return (
    <>
      <button type="button" className="input-tool" aria-label={label} onClick={open} tabIndex={-1}>
        <Icon name="calendar" />
      </button>
      <input
        ref={picker}
        type="date"
        className="input-picker"
        tabIndex={-1}
        aria-hidden="true"
        min={min}
        max={max}
        onChange={(event) => event.target.value && onPick(event.target.value)}
      />
    </>
  );
}
