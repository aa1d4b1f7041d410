"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { BrandingInput } from "@/lib/branding/schemas";
import { saveBrandingAction } from "../actions";

/** What is chosen, what is wrong with it, and the press that saves it. */
export function useBranding(start: BrandingInput) {
  const t = useTranslations("firmSettings.branding");
  const router = useRouter();
  const [pending, transition] = useTransition();
  const [values, setValues] = useState<BrandingInput>(start);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);

  function change(next: Partial<BrandingInput>) {
    setSaved(false);
    setValues((current) => ({ ...current, ...next }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    transition(async () => {
      const answer = await saveBrandingAction(values).catch(() => null);
      const fields = answer && !answer.ok ? answer.fields : [];
      setErrors(Object.fromEntries(fields.map(({ path, message }) => [path, message])));
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      setSaved(answer?.ok ?? false);
      if (answer?.ok) router.refresh();
    });
  }

  return { values, change, submit, pending, problem, isSaved, errorOf: (path: string) => errors[path] ?? null };
}
