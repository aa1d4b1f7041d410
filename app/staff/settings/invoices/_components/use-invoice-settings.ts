"use client";

import { useTranslations } from "next-intl";
import { useTypedForm } from "@/components/forms/use-typed-form";
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
  return useTypedForm({
    start: () => typedOf(start),
    send: (typed) => saveInvoiceSettingsAction(inputOf(typed)),
    unreachable: t("unreachable"),
  });
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
