"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select-field";
import { TextInput } from "@/components/ui/text-field";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { REMINDER_ANCHORS } from "@/lib/link-reminders/model";
import type { TypedStep } from "./use-link-settings";

type Props = {
  step: TypedStep;
  place: number;
  error: string | null;
  onChange: (step: TypedStep) => void;
  onRemove: () => void;
};

/** One follow-up on one line: so many days, before or after what. */
export function StepFields({ step, place, error, onChange, onRemove }: Props) {
  const t = useTranslations("linkSettings");
  const errorId = `step-${place}-error`;
  const number = { place: place + 1 };
  return (
    <div>
      <div className="grid grid-cols-[4.5rem_auto_minmax(0,1fr)] items-center gap-2 sm:grid-cols-[4.5rem_auto_minmax(0,1fr)_auto]">
        <TextInput
          aria-label={t("days", number)}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          inputMode="numeric"
          maxLength={3}
          value={step.days}
          onChange={(event) => onChange({ ...step, days: event.target.value })}
        />
        <span aria-hidden="true">{t("daysWord")}</span>
        <Select
          aria-label={t("anchor", number)}
          value={step.anchor}
          options={REMINDER_ANCHORS.map((value) => ({ value, label: t(`anchorOf.${value}`) }))}
          onChange={(event) => {
            const anchor = REMINDER_ANCHORS.find((known) => known === event.target.value) ?? step.anchor;
            onChange({ ...step, anchor });
          }}
        />
        <Button size="sm" variant="quiet" onClick={onRemove}>
          {t("remove")}
          <VisuallyHidden> {number.place}</VisuallyHidden>
        </Button>
      </div>
      {error && (
        <p id={errorId} className="mt-1 text-danger text-sm">
          {error}
        </p>
      )}
    </div>
  );
}
