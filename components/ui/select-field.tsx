import type { ComponentPropsWithRef, ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Field, type FieldText, fieldAria } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";

export type SelectOption = { value: string; label: string; disabled?: boolean };

type SelectProps = Omit<ComponentPropsWithRef<"select">, "size" | "className" | "required"> & {
  options: readonly SelectOption[];
  /** The line for "nothing chosen yet" (value ""), e.g. "Choose an account". */
  emptyLabel?: string;
  /** Stands inside at the left, e.g. the tag of the chosen account. */
  lead?: ReactNode;
  size?: "sm" | "md" | "cell";
};

/** The bare native select in our frame. */
export function Select({ options, emptyLabel, lead, size = "md", ...select }: SelectProps) {
  return (
    <span className={joinClasses("input", size !== "md" && `input-${size}`)}>
      {lead && <span className="input-lead">{lead}</span>}
      <select {...select}>
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <span className="input-end">
        <Icon name="chevron-down" />
      </span>
    </span>
  );
}

/** One of a list, by the device's own control. */
export function SelectField({
  id,
  label,
  required,
  optional,
  hint,
  error,
  className,
  ...select
}: FieldText & Omit<SelectProps, "id"> & { className?: string }) {
  const text = { id, label, required, optional, hint, error };
  return (
    <Field {...text} className={className}>
      <Select {...select} {...fieldAria(text)} />
    </Field>
  );
}
