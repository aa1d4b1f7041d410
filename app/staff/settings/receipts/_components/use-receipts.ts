"use client";

import { useTranslations } from "next-intl";
import { useTypedForm } from "@/components/forms/use-typed-form";
import type { Locale } from "@/lib/i18n/model";
import type { ReceiptTexts, ReceiptWords } from "@/lib/receipt-texts/model";
import { saveReceiptTextsAction } from "../actions";

/** What is typed, what is wrong with it, and the press that saves it. */
export function useReceipts(start: ReceiptTexts) {
  const t = useTranslations("firmSettings.receipts");
  const form = useTypedForm({ start: () => start, send: saveReceiptTextsAction, unreachable: t("unreachable") });
  const write = (locale: Locale, next: Partial<ReceiptWords>) =>
    form.change((current) => ({ [locale]: { ...current[locale], ...next } }));
  return { ...form, write };
}
