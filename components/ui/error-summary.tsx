"use client";

import { useEffect, useRef } from "react";
import { Icon } from "@/components/ui/icon";

export type SummaryError = { fieldId: string; label: string; message: string };

type ErrorSummaryProps = {
  /** E.g. "2 fields need a correction". */
  title: string;
  errors: readonly SummaryError[];
  /** A new number makes the summary take the focus again after another try. */
  attempt?: number;
};

/** After a refused submit: takes the focus, says how many, and leads to each field. */
export function ErrorSummary({ title, errors, attempt = 0 }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt moves the focus anew
  useEffect(() => {
    box.current?.focus();
  }, [attempt]);
  return (
    <div ref={box} className="banner banner-danger" role="alert" tabIndex={-1}>
      <Icon name="alert" />
      <div className="banner-body">
        <b>{title}</b>
        <ul>
          {errors.map((error) => (
            <li key={error.fieldId}>
              <a href={`#${error.fieldId}`} onClick={(event) => focusField(event, error.fieldId)}>
                {error.label}
              </a>
              : {error.message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function focusField(event: { preventDefault: () => void }, fieldId: string) {
  const target = document.getElementById(fieldId);
  if (!target) return;
  event.preventDefault();
  const control = target.matches("fieldset")
    ? (target.querySelector<HTMLElement>("input:checked") ?? target.querySelector<HTMLElement>("input") ?? target)
    : target;
  control.scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
}
