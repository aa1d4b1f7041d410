"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { ReminderAnchor } from "@/lib/link-reminders/model";
import type { LinkSettings } from "@/lib/link-settings/model";
import type { LinkSettingsInput } from "@/lib/link-settings/schemas";
import { saveLinkSettingsAction } from "../actions";

/** As typed: numbers as text, each reminder with a key of its own, so that a removed one takes no other's text along. */
export type TypedStep = { key: number; days: string; anchor: ReminderAnchor };
export type Values = Pick<LinkSettings, "defaultMessage" | "disclaimer" | "methods" | "allowsPartPayment"> & {
  lifeDays: string;
  isOn: boolean;
  hour: number;
  steps: TypedStep[];
};

/** What is typed, what is wrong with it, and the press that saves it. */
export function useLinkSettings(start: LinkSettings) {
  const t = useTranslations("linkSettings");
  const router = useRouter();
  const [pending, transition] = useTransition();
  const [values, setValues] = useState<Values>(() => typedOf(start));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);

  function change(next: Partial<Values>) {
    setSaved(false);
    setValues((current) => ({ ...current, ...next }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    transition(async () => {
      const answer = await saveLinkSettingsAction(inputOf(values)).catch(() => null);
      const fields = answer && !answer.ok ? answer.fields : [];
      setErrors(Object.fromEntries(fields.map(({ path, message }) => [path, message])));
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      setSaved(answer?.ok ?? false);
      if (answer?.ok) router.refresh();
    });
  }

  return { values, change, submit, pending, problem, isSaved, errorOf: (path: string) => errors[path] ?? null };
}

function typedOf({ reminders, lifeDays, ...rest }: LinkSettings): Values {
  const steps = reminders.steps.map(({ days, anchor }, key) => ({ key, days: String(days), anchor }));
  return { ...rest, lifeDays: String(lifeDays), isOn: reminders.isOn, hour: reminders.hour, steps };
}

function inputOf({ lifeDays, isOn, hour, steps, ...rest }: Values): LinkSettingsInput {
  return {
    ...rest,
    lifeDays: daysOf(lifeDays),
    reminders: { isOn, hour, steps: steps.map(({ days, anchor }) => ({ anchor, days: daysOf(days) })) },
  };
}

/** What is no number becomes one that is refused with a sentence: an empty field would else be read as 0. */
function daysOf(text: string): number {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text) : -1;
}
