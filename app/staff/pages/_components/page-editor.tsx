"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { LinkButton } from "@/components/ui/link-button";
import { PadKey } from "@/components/ui/pad-key";
import type { CaptchaKind } from "@/lib/captcha/model";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { PaymentPageForm, type PaymentPageTyped } from "@/lib/payment-pages/schemas";
import { savePaymentPageAction } from "../actions";
import { AmountFields } from "./amount-fields";
import { AskedFields } from "./asked-fields";
import { AfterFields, HostFields, IdentityFields, WordsFields } from "./page-fields";

type Props = {
  start: PaymentPageTyped;
  isNew: boolean;
  accounts: readonly MerchantAccountView[];
  customFields: readonly CustomFieldView[];
  locale: string;
  /** Its address up to the last part, which the form sets. */
  addressStart: string;
  captchas: readonly CaptchaKind[];
  firmId: string;
};

/** Everything that is set of a page, in the order in which a visitor meets it. */
export function PageEditor({ start, isNew, accounts, customFields, locale, addressStart, captchas, firmId }: Props) {
  const t = useTranslations("paymentPages.form");
  const { form, isSaved } = usePageForm(start, isNew);
  const accountId = useWatch({ control: form.methods.control, name: "accountId" });
  const account = accounts.find(({ id }) => id === accountId);
  const currency = account?.currency ?? "USD";
  return (
    <div className="sheet sheet-form">
      <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
        <PadKey>{t("padKey")}</PadKey>
        <IdentityFields {...{ isNew, accounts, account, addressStart }} />
        <WordsFields />
        <AmountFields currency={currency} locale={locale} firmId={firmId} />
        <AskedFields customFields={customFields} isTrust={account?.kind === "trust"} />
        <AfterFields captchas={captchas} />
        <HostFields />
        <div className="actions mt-6">
          <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("saving")}>
            {isNew ? t("create") : t("save")}
          </FormSubmit>
          <LinkButton href="/staff/pages" variant="quiet">
            {t("cancel")}
          </LinkButton>
          <span role="status" className="text-ok text-sm">
            {isSaved && !form.pending && t("saved")}
          </span>
        </div>
      </ActionForm>
    </div>
  );
}

function usePageForm(start: PaymentPageTyped, isNew: boolean) {
  const t = useTranslations("paymentPages.form");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const form = useActionForm<PaymentPageTyped, { pageId: string }>({
    schema: PaymentPageForm,
    defaultValues: start,
    action: savePaymentPageAction,
    onDone: ({ pageId }) => {
      if (isNew) return router.push(`/staff/pages/${pageId}`);
      setSaved(true);
      router.refresh();
    },
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return { form, isSaved };
}
