"use client";

import { useTranslations } from "next-intl";
import { useTypedForm } from "@/components/forms/use-typed-form";
import type { BrandingInput } from "@/lib/branding/schemas";
import { saveBrandingAction } from "../actions";

/** What is chosen, what is wrong with it, and the press that saves it. */
export function useBranding(start: BrandingInput) {
  const t = useTranslations("firmSettings.branding");
  return useTypedForm({ start: () => start, send: saveBrandingAction, unreachable: t("unreachable") });
}
