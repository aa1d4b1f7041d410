"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCaptchaWords } from "@/app/staff/_components/captcha-words";
import { FormCheck, FormSegment, FormSelect, FormText, FormTextArea } from "@/components/forms/form-fields";
import { useAccountLead } from "@/components/payments/account-tag";
import { Facts } from "@/components/ui/facts";
import type { CaptchaKind } from "@/lib/captcha/model";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { PAGE_METHODS } from "@/lib/payment-pages/model";

/** One part of the form, under its own heading. */
export function FormPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="form-section">
      <h2 className="title-section">{title}</h2>
      {children}
    </section>
  );
}

type IdentityProps = {
  isNew: boolean;
  accounts: readonly MerchantAccountView[];
  account: MerchantAccountView | undefined;
  addressStart: string;
  isConnect: boolean;
};

/** What staff call it, where it is, and where its money goes. The account stays once the page is made. */
export function IdentityFields({ isNew, accounts, account, addressStart, isConnect }: IdentityProps) {
  const t = useTranslations("paymentPages.form");
  const required = useTranslations("common")("required");
  const connect = useTranslations("paymentPages.connect.form");
  const lead = useAccountLead(account);
  return (
    <FormPart title={t("identity")}>
      <div className="form-grid">
        <FormText name="name" label={t("name")} required={required} hint={t("nameHint")} autoComplete="off" />
        <FormText
          name="slug"
          label={t("slug")}
          required={required}
          hint={t("slugHint", { start: addressStart })}
          autoComplete="off"
          spellCheck={false}
        />
        {isNew ? (
          <FormSelect
            name="accountId"
            label={t("account")}
            required={required}
            hint={isConnect ? connect("accountHint") : t("accountHint")}
            lead={lead}
            options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          <Facts facts={[{ name: t("account"), value: account?.name }]} />
        )}
        <FormSelect
          name="locale"
          label={t("language")}
          options={(["", "en", "fr", "es"] as const).map((value) => ({
            value,
            label: t(`languages.${value === "" ? "own" : value}`),
          }))}
        />
      </div>
    </FormPart>
  );
}

/** What a visitor reads. */
export function WordsFields() {
  const t = useTranslations("paymentPages.form");
  const common = useTranslations("common");
  const optional = common("optional");
  return (
    <FormPart title={t("words")}>
      <div className="form-stack">
        <FormText name="heading" label={t("heading")} required={common("required")} autoComplete="off" />
        <FormTextArea name="body" label={t("body")} optional={optional} rows={3} />
        <FormText name="contact" label={t("contact")} optional={optional} hint={t("contactHint")} autoComplete="off" />
        <FormTextArea
          name="disclaimer"
          label={t("disclaimer")}
          optional={optional}
          hint={t("disclaimerHint")}
          rows={2}
        />
      </div>
    </FormPart>
  );
}

type AfterProps = { captchas: readonly CaptchaKind[]; isConnect: boolean };

/** How it is paid, and what follows. */
export function AfterFields({ captchas, isConnect }: AfterProps) {
  const connect = useTranslations("paymentPages.connect.form");
  const captcha = useCaptchaWords(captchas);
  const t = useTranslations("paymentPages.form");
  const optional = useTranslations("common")("optional");
  return (
    <FormPart title={t("paying")}>
      <div className="form-stack">
        <FormSegment
          name="methods"
          label={t("methods")}
          options={PAGE_METHODS.map((value) => ({ value, label: t(`methodsOf.${value}`) }))}
        />
        <FormTextArea
          name="confirmationText"
          label={t("confirmation")}
          optional={optional}
          hint={t("confirmationHint")}
          rows={2}
        />
        <FormSegment name="captcha" {...captcha} />
        <FormTextArea
          name="notifyEmails"
          label={t("notify")}
          optional={optional}
          hint={t("notifyHint")}
          rows={2}
          spellCheck={false}
        />
        {isConnect ? (
          <p className="text-ink-2 text-sm">{connect("always")}</p>
        ) : (
          <FormCheck name="makesPosting" label={t("posting")} hint={t("postingHint")} />
        )}
      </div>
    </FormPart>
  );
}

/** Which sites may frame it. */
export function HostFields() {
  const t = useTranslations("paymentPages.form");
  return (
    <FormPart title={t("hosts")}>
      <FormTextArea
        name="sites"
        label={t("sites")}
        optional={useTranslations("common")("optional")}
        hint={t("sitesHint")}
        rows={3}
        spellCheck={false}
      />
    </FormPart>
  );
}
