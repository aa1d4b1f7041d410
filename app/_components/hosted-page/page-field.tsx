"use client";

import { SelectField } from "@/components/ui/select-field";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import type { FieldView, PageFormTexts } from "./page-form-facts";

type Props = {
  field: FieldView;
  texts: PageFormTexts;
  values: Readonly<Record<string, string>>;
  errorOf: (name: string) => string | null;
};

/** The fields that a question is made of: an address of several, every other of itself. */
export function partsOf(field: FieldView): readonly FieldView[] {
  return field.parts ?? [field];
}

/** One question of a payment page. */
export function PageField({ field, ...props }: Props) {
  if (!field.parts) return <OneField field={field} {...props} />;
  return (
    <fieldset className="page-address">
      <legend>{field.label}</legend>
      {field.parts.map((part) => (
        <OneField key={part.name} field={part} {...props} />
      ))}
    </fieldset>
  );
}

function OneField({ field, texts, values, errorOf }: Props) {
  const { name, label, kind, options, isRequired, isUnmarked, hint, autoComplete } = field;
  const mark = isRequired ? { required: "*" } : { optional: texts.optional };
  const shared = {
    ...{ id: name, name, label, error: errorOf(name), autoComplete, defaultValue: values[name] ?? "" },
    ...(hint && { hint }),
    ...(!isUnmarked && mark),
  };
  if (kind === "area") return <TextAreaField {...shared} rows={3} />;
  if (kind === "choice") return <SelectField {...shared} options={options} emptyLabel={texts.choiceEmpty} />;
  if (kind === "amount") return <TextField {...shared} inputMode="decimal" />;
  return <TextField {...shared} type={kind} />;
}
