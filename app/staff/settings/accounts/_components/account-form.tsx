"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormCheck, FormSegment, FormSelect, FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { LinkButton } from "@/components/ui/link-button";
import { PadKey } from "@/components/ui/pad-key";
import { ACCOUNT_GATEWAYS, type AccountSettings } from "@/lib/merchant-accounts/model";
import { AccountInput, type AccountTyped } from "@/lib/merchant-accounts/schemas";
import { CURRENCY_CODES } from "@/lib/money/currency";
import { saveAccountAction } from "../actions";
import { KeyFields } from "./key-fields";

type Props = {
  start: AccountTyped;
  /** Null for a new one. */
  account: AccountSettings | null;
  accounts: readonly AccountSettings[];
  requestId: string;
  /** The server has no keys of its own for accounts without. */
  needsKeys: boolean;
};

/** A new merchant account, or one that is changed: the same fields, of which some are fixed by then. */
export function AccountForm({ start, account, accounts, requestId, needsKeys }: Props) {
  const t = useTranslations("settings.accounts.form");
  const { form, isSaved } = useAccountForm(start, requestId);
  const { control } = form.methods;
  const kind = useWatch({ control, name: "kind" });
  const gateway = useWatch({ control, name: "gateway" });
  return (
    <div className="sheet sheet-form max-w-[40rem]">
      <ActionForm form={form} summaryTitle={(count) => t("summary", { count })}>
        <PadKey>{t("padKey")}</PadKey>
        <section className="form-section">
          <h2 className="title-section">{t("account")}</h2>
          <IdentityFields account={account} />
          {kind === "trust" && <FeeAccountField account={account} accounts={accounts} />}
        </section>
        <MethodFields />
        <section className="form-section">
          <h2 className="title-section">{t("gatewayTitle")}</h2>
          <GatewayField account={account} />
          {gateway === "stripe" && <KeyFields account={account} isNeeded={needsKeys} />}
        </section>
        <div className="actions mt-6">
          <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("saving")}>
            {account ? t("save") : t("create")}
          </FormSubmit>
          <LinkButton href="/staff/settings/accounts" variant="quiet">
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

function useAccountForm(start: AccountTyped, requestId: string) {
  const t = useTranslations("settings.accounts.form");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const form = useActionForm<AccountTyped, { id: string; isNew: boolean }>({
    schema: AccountInput,
    defaultValues: start,
    requestId,
    action: saveAccountAction,
    onDone: ({ id, isNew }) => {
      if (isNew) return router.push(`/staff/settings/accounts/${id}`);
      // A key that was saved leaves the page.
      for (const name of ["secretKey", "publishableKey", "webhookSecret"] as const) form.methods.setValue(name, "");
      setSaved(true);
      router.refresh();
    },
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return { form, isSaved };
}

function IdentityFields({ account }: Pick<Props, "account">) {
  const t = useTranslations("settings.accounts.form");
  const common = useTranslations("common");
  return (
    <div className="form-grid">
      <FormText
        name="name"
        label={t("name")}
        required={common("required")}
        hint={t("nameHint")}
        autoComplete="off"
        className="span-all"
      />
      {account ? (
        <p className="span-all text-ink-2 text-sm">
          {t("fixed", { kind: common(`account.${account.kind}`), currency: account.currency })}
        </p>
      ) : (
        <>
          <FormSegment
            name="kind"
            label={t("kind")}
            hint={t("kindHint")}
            options={(["operating", "trust"] as const).map((value) => ({ value, label: common(`account.${value}`) }))}
          />
          <FormSelect
            name="currency"
            label={t("currency")}
            options={CURRENCY_CODES.map((value) => ({ value, label: value }))}
          />
        </>
      )}
      <FormText
        name="bankLast4"
        label={t("bankLast4")}
        optional={common("optional")}
        hint={t("bankLast4Hint")}
        inputMode="numeric"
        maxLength={4}
        autoComplete="off"
      />
    </div>
  );
}

function FeeAccountField({ account, accounts }: Pick<Props, "account" | "accounts">) {
  const t = useTranslations("settings.accounts.form");
  const payers = accounts.filter(({ id, kind }) => kind === "operating" && id !== account?.id);
  return (
    <FormSelect
      name="feeAccountId"
      label={t("feeAccount")}
      required={useTranslations("common")("required")}
      hint={t("feeAccountHint")}
      emptyLabel={t("chooseAccount")}
      options={payers.map(({ id, name }) => ({ value: id, label: name }))}
      className="mt-4"
    />
  );
}

function MethodFields() {
  const t = useTranslations("settings.accounts.form");
  return (
    <section className="form-section">
      <h2 className="title-section">{t("methods")}</h2>
      <div className="grid gap-3">
        <FormCheck name="acceptsCard" label={t("acceptsCard")} />
        <FormCheck name="acceptsEcheck" label={t("acceptsEcheck")} />
        <FormCheck name="isDefault" label={t("isDefault")} hint={t("isDefaultHint")} />
      </div>
    </section>
  );
}

function GatewayField({ account }: Pick<Props, "account">) {
  const t = useTranslations("settings.accounts");
  if (account?.isUsed)
    return <p className="text-ink-2 text-sm">{t("form.gatewayFixed", { gateway: t(`gateway.${account.gateway}`) })}</p>;
  return (
    <FormSegment
      name="gateway"
      label={t("form.gateway")}
      hint={t("form.gatewayHint")}
      options={ACCOUNT_GATEWAYS.map((value) => ({ value, label: t(`gateway.${value}`) }))}
    />
  );
}
