"use client";

import type { ReactNode } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useFieldId } from "@/components/forms/form-context";
import { useFieldError } from "@/components/forms/form-fields";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";

type Tick = { value: string; label: ReactNode; hint?: string; disabled?: boolean };

type FormTicksProps = {
  /** Path of the list in the form. */
  name: string;
  label: string;
  options: readonly Tick[];
};

/** Boxes beside each other; the form holds the values of those that are ticked, in the order of the boxes. */
export function FormTicks({ name, label, options }: FormTicksProps) {
  const { setValue, control } = useFormContext<Record<string, string[]>>();
  const chosen = useWatch({ control, name }) ?? [];
  const id = useFieldId(name, label);
  const values = options.map(({ value }) => value);
  const tick = (value: string, isOn: boolean) =>
    setValue(
      name,
      values.filter((one) => (one === value ? isOn : chosen.includes(one))),
      { shouldDirty: true, shouldValidate: true },
    );
  return (
    <Field as="group" id={id} label={label} error={useFieldError(name)}>
      <div className="grid gap-x-5 gap-y-2 sm:grid-cols-2">
        {options.map(({ value, ...box }) => (
          <CheckField
            key={value}
            {...box}
            id={`${id}-${value.replaceAll(".", "-")}`}
            checked={chosen.includes(value)}
            onChange={(event) => tick(value, event.target.checked)}
          />
        ))}
      </div>
    </Field>
  );
}
