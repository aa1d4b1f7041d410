"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import type { InvoiceSettings } from "@/lib/invoices/model";
import { saveInvoiceSettingsAction } from "../actions";

/** As typed: figures as text. */
export type TypedSettings = Pick<InvoiceSettings, "isOn" | "numberPattern" | "taxName" | "notes" | "allowsParts"> & {
  termsDays: string;
  taxRate: string;
  reminderDays: string;
};

/** What is typed, what is wrong with it, and the press that saves it. */
export function useInvoiceSettings(start: InvoiceSettings) {
  const t = useTranslations("invoices.form");
  const router = useRouter();
  const [pending, transition] = useTransition();
  const [values, setValues] = useState<TypedSettings>(() => typedOf(start));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);

  function change(next: Partial<TypedSettings>) {
    setSaved(false);
    setValues((current) => ({ ...current, ...next }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    transition(async () => {
      const answer = await saveInvoiceSettingsAction(inputOf(values)).catch(() => null);
      const fields = answer && !answer.ok ? answer.fields : [];
      setErrors(Object.fromEntries(fields.map(({ path, message }) => [path.split(".")[0], message])));
      setProblem(answer?.ok ? null : (answer?.message ?? t("unreachable")));
      setSaved(answer?.ok ?? false);
      if (answer?.ok) router.refresh();
    });
  }

  return { values, change, submit, pending, problem, isSaved, errorOf: (path: string) => errors[path] ?? null };
}

function typedOf({ termsDays, taxThousandths, reminderDays, ...rest }: InvoiceSettings): TypedSettings {
  return {
    ...rest,
    termsDays: String(termsDays),
    taxRate: String(taxThousandths / 1_000),
    reminderDays: reminderDays.join(", "),
  };
}

function inputOf({ termsDays, taxRate, reminderDays, ...rest }: TypedSettings): InvoiceSettings {
  const rate = /^\d{1,3}([.,]\d{1,3})?$/.test(taxRate.trim()) ? Number(taxRate.trim().replace(",", ".")) : -1;
  return {
    ...rest,
    termsDays: /^\d{1,3}$/.test(termsDays.trim()) ? Number(termsDays) : -1,
    taxThousandths: rate < 0 ? -1 : Math.round(rate * 1_000),
    reminderDays: reminderDays
      .split(/[,;\s]+/)
      .filter((part) => part !== "")
      .map((part) => (/^[-\u2212]?\d{1,3}$/.test(part) ? Number(part.replace("\u2212", "-")) : 1_000)),
  };
}
