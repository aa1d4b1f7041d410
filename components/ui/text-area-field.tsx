import type { ComponentPropsWithRef } from "react";
import { Field, type FieldText, fieldAria } from "@/components/ui/field";

type TextAreaFieldProps = FieldText &
  Omit<ComponentPropsWithRef<"textarea">, "id" | "className" | "required"> & { className?: string };

/** Several lines of text. */
export function TextAreaField({
  id,
  label,
  required,
  optional,
  hint,
  error,
  className,
  placeholder = " ",
  ...area
}: TextAreaFieldProps) {
  const text = { id, label, required, optional, hint, error };
  return (
    <Field {...text} className={className}>
      <span className="input">
        <textarea {...area} placeholder={placeholder} {...fieldAria(text)} />
      </span>
    </Field>
  );
}
