import type { ComponentPropsWithRef, ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { Field, type FieldText, fieldAria } from "@/components/ui/field";

export type TextInputProps = Omit<ComponentPropsWithRef<"input">, "size" | "className" | "required"> & {
  /** Stands inside at the left: a sign, an icon, a tag. */
  lead?: ReactNode;
  /** Stands inside at the right. */
  end?: ReactNode;
  size?: "sm" | "md" | "cell";
  frameClassName?: string;
};

/** The bare control in its frame, for bars and table cells; screens use TextField. A placeholder shows a format, never a label. */
export function TextInput({
  lead,
  end,
  size = "md",
  frameClassName,
  type = "text",
  placeholder = " ",
  ...input
}: TextInputProps) {
  return (
    <span className={joinClasses("input", size !== "md" && `input-${size}`, frameClassName)}>
      {lead && <span className="input-lead">{lead}</span>}
      <input {...input} type={type} placeholder={placeholder} />
      {end && <span className="input-end">{end}</span>}
    </span>
  );
}

/** A labelled line of text. `required` is the word shown; the field lies on the pad while it is empty. */
export function TextField({
  id,
  label,
  required,
  optional,
  hint,
  error,
  className,
  ...input
}: FieldText & Omit<TextInputProps, "id"> & { className?: string }) {
  const text = { id, label, required, optional, hint, error };
  return (
    <Field {...text} className={className}>
      <TextInput {...input} {...fieldAria(text)} />
    </Field>
  );
}
