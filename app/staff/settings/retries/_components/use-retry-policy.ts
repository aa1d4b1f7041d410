"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { RetryPolicy } from "@/lib/retries/model";
import { saveRetryPolicyAction } from "../actions";

/** As typed: each wait with a key of its own, so that a removed one takes no other's text along. */
export type TypedWait = { key: number; days: string };
type Values = { isOn: boolean; waits: TypedWait[] };

/** What is typed, what is wrong with it, and the press that saves it. */
export function useRetryPolicy(start: RetryPolicy) {
  const t = useTranslations("retries");
  const router = useRouter();
  const [pending, transition] = useTransition();
  const [values, setValues] = useState<Values>(() => ({
    isOn: start.isOn,
    waits: start.waitDays.map((days, key) => ({ key, days: String(days) })),
  }));
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
      const input = { isOn: values.isOn, waitDays: values.waits.map(({ days }) => daysOf(days)) };
      const answer = await saveRetryPolicyAction(input).catch(() => null);
      const fields = answer && !answer.ok ? answer.fields : [];
      setErrors(Object.fromEntries(fields.map(({ path, message }) => [path, message])));
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      setSaved(answer?.ok ?? false);
      if (answer?.ok) router.refresh();
    });
  }

  const { waits } = values;
  const nextKey = 1 + Math.max(-1, ...waits.map(({ key }) => key));
  return {
    ...{ values, change, submit, pending, problem, isSaved },
    errorOf: (path: string) => errors[path] ?? null,
    add: () => change({ waits: [...waits, { key: nextKey, days: "" }] }),
    write: (wait: TypedWait) => change({ waits: waits.map((other) => (other.key === wait.key ? wait : other)) }),
    remove: ({ key }: TypedWait) => change({ waits: waits.filter((other) => other.key !== key) }),
  };
}

/** What is no number becomes one that is refused with a sentence: an empty field would else be read as 0. */
export function daysOf(text: string): number {
  return /^\d{1,2}$/.test(text.trim()) ? Number(text) : -1;
}
