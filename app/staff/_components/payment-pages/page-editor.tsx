"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { savePaymentPageAction } from "@/app/staff/pages/actions";
import { ActionForm } from "@/components/forms/action-form";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { LinkButton } from "@/components/ui/link-button";
import { PadKey } from "@/components/ui/pad-key";
import type { CaptchaKind } from "@/lib/captcha/model";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import type { PageFamily } from "@/lib/payment-pages/model";
import { PaymentPageForm, type PaymentPageTyped } from "@/lib/payment-pages/schemas";
import { AmountFields } from "./amount-fields";
import { AskedFields } from "./asked-fields";
import { InvoiceFields } from "./invoice-fields";
import { AfterFields, HostFields, IdentityFields, WordsFields } from "./page-fields";
import { PAGE_HOME } from "./page-home";

type Props = {
  start: PaymentPageTyped;
  isNew: boolean;
  accounts: readonly MerchantAccountView[];
  customFields: readonly CustomFieldView[];
  locale: string;
  family: PageFamily;
  /** To which a Connect page may lead. */
  fallbacks: readonly { id: string; name: string }[];
  /** Its address up to the last part, which the form sets. */
  addressStart: string;
  captchas: readonly CaptchaKind[];
  firmId: string;
};

/** Everything that is set of a page, in the order in which a visitor meets it. */
export function PageEditor(props: Props) {
  const { start, isNew, accounts, customFields, locale, family, fallbacks, addressStart, captchas, firmId } = props;
  const t = useTranslations("paymentPages.form");
  const home = PAGE_HOME[family];
  const isConnect = family === "connect";
  const { form, isSaved } = usePageForm(start, isNew, home);
  const accountId = useWatch({ control: form.methods.control, name: "accountId" });
  const account = accounts.find(({ id }) => id === accountId);
  const currency = account?.currency ?? "USD";
  return (
    <div className="sheet sheet-form">
      <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
        <PadKey>{t("padKey")}</PadKey>
        <IdentityFields {...{ isNew, accounts, account, addressStart, isConnect }} />
        <WordsFields />
        {isConnect ? (
          <InvoiceFields fallbacks={fallbacks} />
        ) : (
          <AmountFields currency={currency} locale={locale} firmId={firmId} />
        )}
        <AskedFields {...{ customFields, isConnect }} isTrust={account?.kind === "trust"} />
        <AfterFields captchas={captchas} isConnect={isConnect} />
        <HostFields />
        <div className="actions mt-6">
          <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("saving")}>
            {isNew ? t("create") : t("save")}
          </FormSubmit>
          <LinkButton href={home} variant="quiet">
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

function usePageForm(start: PaymentPageTyped, isNew: boolean, home: string) {
  const t = useTranslations("paymentPages.form");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const form = useActionForm<PaymentPageTyped, { pageId: string }>({
    schema: PaymentPageForm,
    defaultValues: start,
    action: savePaymentPageAction,
    onDone: ({ pageId }) => {
      if (isNew) return router.push(`${home}/${pageId}`);
      setSaved(true);
      router.refresh();
    },
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return { form, isSaved };
}
