"use client";

import { useTranslations } from "next-intl";
import { useTypedForm } from "@/components/forms/use-typed-form";
import type { ReminderAnchor } from "@/lib/link-reminders/model";
import type { LinkSettings } from "@/lib/link-settings/model";
import type { LinkSettingsInput } from "@/lib/link-settings/schemas";
import { saveLinkSettingsAction } from "../actions";

/** As typed: numbers as text, each reminder with a key of its own, so that a removed one takes no other's text along. */
export type TypedStep = { key: number; days: string; anchor: ReminderAnchor };
export type Values = Pick<
  LinkSettings,
  "defaultMessage" | "disclaimer" | "methods" | "allowsPartPayment" | "captcha"
> & {
  lifeDays: string;
  isOn: boolean;
  hour: number;
  steps: TypedStep[];
};

/** What is typed, what is wrong with it, and the press that saves it. */
export function useLinkSettings(start: LinkSettings) {
  const t = useTranslations("linkSettings");
  return useTypedForm({
    start: () => typedOf(start),
    send: (typed) => saveLinkSettingsAction(inputOf(typed)),
    unreachable: t("unreachable"),
  });
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
