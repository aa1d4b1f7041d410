"use client";

import { type ComponentProps, type FocusEvent, useState } from "react";
import { useFormContext, useFormState } from "react-hook-form";
import { useFieldId } from "@/components/forms/form-context";
import { afterPress } from "@/components/ui/after-press";
import { CheckField } from "@/components/ui/check-field";
import { RadioSegment } from "@/components/ui/radio-segment";
import { SelectField } from "@/components/ui/select-field";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";

type Bound<Props> = Omit<
  Props,
  | "id"
  | "error"
  | "name"
  | "label"
  | "defaultValue"
  | "value"
  | "checked"
  | "defaultChecked"
  | "onChange"
  | "onBlur"
  | "ref"
> & {
  /** Path of the value in the form. */
  name: string;
  label: string;
};

/** The message that stands under the field now, if any. */
export function useFieldError(name: string): string | null {
  const { getFieldState, control } = useFormContext();
  const state = useFormState({ control, name });
  return getFieldState(name, state).error?.message ?? null;
}

/**
 * The value of the form as the field was first shown. The form itself writes values into fields only once its scripts run; until then
 * the page shows this one, so that nobody reads an empty field where something is saved.
 */
function useFirstValue(name: string): unknown {
  const { getValues } = useFormContext();
  const [first] = useState<unknown>(() => getValues(name));
  return first;
}

function useFirstText(name: string): string {
  return String(useFirstValue(name) ?? "");
}

/** Of what react-hook-form gives, only what an input needs: its `required` is not our word. */
function useRegistered(name: string) {
  const { onChange, onBlur, ref } = useFormContext().register(name);
  return { name, onChange, onBlur: (event: FocusEvent) => afterPress(() => void onBlur(event)), ref };
}

export function FormText({ name, ...field }: Bound<ComponentProps<typeof TextField>>) {
  return (
    <TextField
      {...field}
      {...useRegistered(name)}
      defaultValue={useFirstText(name)}
      id={useFieldId(name, field.label)}
      error={useFieldError(name)}
    />
  );
}

export function FormTextArea({ name, ...field }: Bound<ComponentProps<typeof TextAreaField>>) {
  return (
    <TextAreaField
      {...field}
      {...useRegistered(name)}
      defaultValue={useFirstText(name)}
      id={useFieldId(name, field.label)}
      error={useFieldError(name)}
    />
  );
}

export function FormSelect({ name, ...field }: Bound<ComponentProps<typeof SelectField>>) {
  return (
    <SelectField
      {...field}
      {...useRegistered(name)}
      defaultValue={useFirstText(name)}
      id={useFieldId(name, field.label)}
      error={useFieldError(name)}
    />
  );
}

/** A tick box; the sentence may hold links, `label` is its short name in the summary. */
export function FormCheck({
  name,
  sentence,
  ...field
}: Bound<ComponentProps<typeof CheckField>> & { sentence?: ComponentProps<typeof CheckField>["label"] }) {
  return (
    <CheckField
      {...field}
      {...useRegistered(name)}
      defaultChecked={Boolean(useFirstValue(name))}
      label={sentence ?? field.label}
      id={useFieldId(name, field.label)}
      error={useFieldError(name)}
    />
  );
}

export function FormSegment({
  name,
  ...field
}: Bound<Omit<ComponentProps<typeof RadioSegment>, "onValue" | "inputProps">>) {
  return (
    <RadioSegment
      {...field}
      name={name}
      defaultValue={useFirstText(name)}
      inputProps={useRegistered(name)}
      id={useFieldId(name, field.label)}
      error={useFieldError(name)}
    />
  );
}
