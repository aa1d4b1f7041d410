"use client";

import { type ComponentPropsWithRef, type FocusEvent, useEffect, useRef, useState } from "react";
import { afterPress } from "@/components/ui/after-press";
import { joinClasses } from "@/components/ui/class-names";
import { Field, type FieldText, fieldAria } from "@/components/ui/field";
import { currencySign } from "@/lib/money/currency";
import { formatAmount } from "@/lib/money/format-money";
import { languageOf } from "@/lib/money/locale";
import { type MoneyRefusal, parseMoney } from "@/lib/money/parse-money";

/** What stands in the field: whole cents, nothing, or a text that is no amount. */
export type MoneyReading =
  | { state: "empty" }
  | { state: "amount"; amountCents: number }
  | { state: "refused"; refusal: MoneyRefusal };

type MoneyFieldProps = FieldText & {
  name: string;
  currency: string;
  locale: string;
  /** The amount at first, in cents. */
  defaultCents?: number | null;
  /** Set from outside (Auto-apply, reset): the field follows when it differs from what is written. */
  amountCents?: number | null;
  /** Called on every change. */
  onReading?: (reading: MoneyReading) => void;
  /** The refusal in the reader's language; without it the English sentence of the parser. */
  describeRefusal?: (refusal: MoneyRefusal) => string;
  /** In a table: the label is for screen readers only. */
  cell?: boolean;
  className?: string;
} & Pick<ComponentPropsWithRef<"input">, "autoFocus" | "placeholder" | "disabled" | "onBlur" | "form">;

/** The sign at the left, the figure at the right. Reads amounts as people write them, formats on leaving, never while typing. */
export function MoneyField(props: MoneyFieldProps) {
  const {
    id,
    label,
    required,
    optional,
    hint,
    error,
    name,
    currency,
    locale,
    defaultCents,
    amountCents,
    onReading,
    describeRefusal,
    cell,
    className,
    onBlur,
    ...rest
  } = props;
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<MoneyRefusal | null>(null);
  const shownError = refusal ? (describeRefusal?.(refusal) ?? refusal.message) : error;
  const text = { id, label, required, optional, hint, error: shownError };
  const sign = currencySign(currency, languageOf(locale));
  const firstCents = defaultCents ?? amountCents ?? null;
  const signFirst = languageOf(locale) !== "fr";

  useEffect(() => {
    const element = input.current;
    if (amountCents === undefined || !element || element === document.activeElement) return;
    const written = readAmount(element.value, currency, locale);
    if (written.state === "amount" && written.amountCents === amountCents) return;
    element.value = amountCents === null ? "" : formatAmount(amountCents, currency, locale);
  }, [amountCents, currency, locale]);

  function leave(event: FocusEvent<HTMLInputElement>) {
    const reading = readAmount(event.target.value, currency, locale);
    afterPress(() => setRefusal(reading.state === "refused" ? reading.refusal : null));
    if (reading.state === "amount") event.target.value = formatAmount(reading.amountCents, currency, locale);
    onBlur?.(event);
  }

  const control = (
    <span className={joinClasses("input input-money", cell && "input-cell")}>
      {signFirst && (
        <span className="input-lead" aria-hidden="true">
          {sign}
        </span>
      )}
      <input
        {...rest}
        ref={input}
        name={name}
        inputMode="decimal"
        autoComplete="off"
        placeholder={rest.placeholder ?? formatAmount(0, currency, locale)}
        defaultValue={firstCents === null ? "" : formatAmount(firstCents, currency, locale)}
        onFocus={(event) => event.target.select()}
        onInput={(event) => {
          const reading = readAmount(event.currentTarget.value, currency, locale);
          if (reading.state !== "refused") setRefusal(null);
          onReading?.(reading);
        }}
        onBlur={leave}
        {...fieldAria(text)}
        aria-label={cell && typeof label === "string" ? label : undefined}
      />
      {!signFirst && (
        <span className="input-end" aria-hidden="true">
          {sign}
        </span>
      )}
    </span>
  );
  if (!cell) {
    return (
      <Field {...text} className={className}>
        {control}
      </Field>
    );
  }
  return (
    <span className={className}>
      {control}
      {shownError && (
        <span id={`${id}-error`} className="field-error">
          {shownError}
        </span>
      )}
    </span>
  );
}

/** The text of an amount field as cents. */
export function readAmount(text: string, currency: string, locale: string): MoneyReading {
  if (text.trim() === "") return { state: "empty" };
  const parsed = parseMoney(text, { currency, locale });
  return parsed.ok
    ? { state: "amount", amountCents: parsed.amountCents }
    : { state: "refused", refusal: parsed.refusal };
}
