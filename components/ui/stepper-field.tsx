"use client";

import { useRef } from "react";
import { Field, type FieldText, fieldAria } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";

type StepperFieldProps = FieldText & {
  name: string;
  defaultValue?: number;
  min?: number;
  max?: number;
  onCount?: (count: number) => void;
  /** Names of the two buttons, e.g. "One less of Certified copy". */
  lessLabel: string;
  moreLabel: string;
  className?: string;
};

/** How many, typed or stepped. Without script the number is typed. */
export function StepperField(props: StepperFieldProps) {
  const {
    id,
    label,
    required,
    optional,
    hint,
    error,
    name,
    defaultValue = 0,
    min = 0,
    max = 999,
    onCount,
    lessLabel,
    moreLabel,
    className,
  } = props;
  const input = useRef<HTMLInputElement>(null);
  const text = { id, label, required, optional, hint, error };
  function step(by: number) {
    if (!input.current) return;
    const count = Math.max(min, Math.min(max, countOf(input.current.value, min) + by));
    input.current.value = String(count);
    onCount?.(count);
  }
  return (
    <Field {...text} className={className}>
      <span className="input input-stepper">
        <button type="button" className="stepper-button" aria-label={lessLabel} onClick={() => step(-1)}>
          <Icon name="minus" />
        </button>
        <input
          ref={input}
          name={name}
          inputMode="numeric"
          autoComplete="off"
          placeholder="0"
          defaultValue={String(defaultValue)}
          onFocus={(event) => event.target.select()}
          onInput={(event) => onCount?.(countOf(event.currentTarget.value, min))}
          onBlur={(event) => {
            event.target.value = String(Math.max(min, Math.min(max, countOf(event.target.value, min))));
          }}
          {...fieldAria(text)}
        />
        <button type="button" className="stepper-button" aria-label={moreLabel} onClick={() => step(1)}>
          <Icon name="plus" />
        </button>
      </span>
    </Field>
  );
}

function countOf(text: string, fallback: number): number {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : fallback;
}
