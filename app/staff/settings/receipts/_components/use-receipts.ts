"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { Locale } from "@/lib/i18n/model";
import type { ReceiptTexts, ReceiptWords } from "@/lib/receipt-texts/model";
import { saveReceiptTextsAction } from "../actions";

/** What is typed, what is wrong with it, and the press that saves it. */
export function useReceipts(start: ReceiptTexts) {
  const t = useTranslations("firmSettings.receipts");
  const router = useRouter();
  const [pending, transition] = useTransition();
  const [values, setValues] = useState<ReceiptTexts>(start);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);

  function change(locale: Locale, next: Partial<ReceiptWords>) {
    setSaved(false);
    setValues((current) => ({ ...current, [locale]: { ...current[locale], ...next } }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    transition(async () => {
      const answer = await saveReceiptTextsAction(values).catch(() => null);
      const fields = answer && !answer.ok ? answer.fields : [];
      setErrors(Object.fromEntries(fields.map(({ path, message }) => [path, message])));
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      setSaved(answer?.ok ?? false);
      if (answer?.ok) router.refresh();
    });
  }

  return { values, change, submit, pending, problem, isSaved, errorOf: (path: string) => errors[path] ?? null };
}
