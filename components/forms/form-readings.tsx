"use client";

import type { ComponentProps } from "react";
import { useController, useFormContext } from "react-hook-form";
import { useFieldId, useFormDesk } from "@/components/forms/form-context";
import { afterPress } from "@/components/ui/after-press";
import { DateField } from "@/components/ui/date-field";
import type { DateReading } from "@/components/ui/date-text";
import { MoneyField, type MoneyReading } from "@/components/ui/money-field";

type MoneyProps = Omit<
  ComponentProps<typeof MoneyField>,
  "id" | "error" | "label" | "defaultCents" | "amountCents" | "onReading" | "onBlur"
> & { label: string };
type DateProps = Omit<
  ComponentProps<typeof DateField>,
  "id" | "error" | "label" | "defaultDate" | "date" | "onReading" | "onBlur"
> & { label: string };

/** An amount; its value in the form is whole cents, undefined when empty, NaN while the text is no amount. */
export function FormMoney({ name, describeRefusal, ...field }: MoneyProps) {
  const { control } = useFormContext();
  const { field: bound, fieldState } = useController({ name, control });
  const { refusals } = useFormDesk();
  function take(reading: MoneyReading) {
    refusals.delete(name);
    if (reading.state === "refused") {
      refusals.set(name, describeRefusal?.(reading.refusal) ?? reading.refusal.message);
      bound.onChange(Number.NaN);
      return;
    }
    bound.onChange(reading.state === "amount" ? reading.amountCents : undefined);
  }
  const shown = typeof bound.value === "number" && !Number.isNaN(bound.value) ? bound.value : undefined;
  return (
    <MoneyField
      {...field}
      name={name}
      id={useFieldId(name, field.label)}
      amountCents={shown ?? (bound.value === null ? null : undefined)}
      describeRefusal={describeRefusal}
      onReading={take}
      onBlur={() => afterPress(bound.onBlur)}
      error={fieldState.error ? (refusals.get(name) ?? fieldState.error.message) : null}
    />
  );
}

/** A date; its value in the form is an ISO date, "" when empty, the text itself while it is no date. */
export function FormDate({ name, describeRefusal, ...field }: DateProps) {
  const { control } = useFormContext();
  const { field: bound, fieldState } = useController({ name, control });
  const { refusals } = useFormDesk();
  function take(reading: DateReading) {
    refusals.delete(name);
    if (reading.state === "refused") {
      refusals.set(name, describeRefusal?.(reading.refusal) ?? reading.refusal.message);
      bound.onChange(reading.refusal.found);
      return;
    }
    bound.onChange(reading.state === "date" ? reading.isoDate : "");
  }
  const isDate = typeof bound.value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(bound.value);
  return (
    <DateField
      {...field}
      name={name}
      id={useFieldId(name, field.label)}
      date={isDate ? bound.value : undefined}
      describeRefusal={describeRefusal}
      onReading={take}
      onBlur={() => afterPress(bound.onBlur)}
      error={fieldState.error ? (refusals.get(name) ?? fieldState.error.message) : null}
    />
  );
}
