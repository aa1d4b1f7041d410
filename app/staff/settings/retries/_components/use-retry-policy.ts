"use client";

import { useTranslations } from "next-intl";
import { useTypedForm } from "@/components/forms/use-typed-form";
import type { RetryPolicy } from "@/lib/retries/model";
import { saveRetryPolicyAction } from "../actions";

/** As typed: each wait with a key of its own, so that a removed one takes no other's text along. */
export type TypedWait = { key: number; days: string };
type Values = { isOn: boolean; waits: TypedWait[] };

/** What is typed, what is wrong with it, and the press that saves it. */
export function useRetryPolicy(start: RetryPolicy) {
  const t = useTranslations("retries");
  const form = useTypedForm({
    start: (): Values => ({
      isOn: start.isOn,
      waits: start.waitDays.map((days, key) => ({ key, days: String(days) })),
    }),
    send: ({ isOn, waits }) => saveRetryPolicyAction({ isOn, waitDays: waits.map(({ days }) => daysOf(days)) }),
    unreachable: t("unreachable"),
  });
  const { waits } = form.values;
  const nextKey = 1 + Math.max(-1, ...waits.map(({ key }) => key));
  return {
    ...form,
    add: () => form.change({ waits: [...waits, { key: nextKey, days: "" }] }),
    write: (wait: TypedWait) => form.change({ waits: waits.map((one) => (one.key === wait.key ? wait : one)) }),
    remove: ({ key }: TypedWait) => form.change({ waits: waits.filter((one) => one.key !== key) }),
  };
}

/** What is no number becomes one that is refused with a sentence: an empty field would else be read as 0. */
export function daysOf(text: string): number {
  return /^\d{1,2}$/.test(text.trim()) ? Number(text) : -1;
}
