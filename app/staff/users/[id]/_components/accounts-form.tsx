"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormSegment } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { FormTicks } from "@/components/forms/form-ticks";
import { useActionForm } from "@/components/forms/use-action-form";
import { NamedAccount } from "@/components/payments/account-tag";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import type { UserDetail } from "@/lib/staff/model";
import { ChangeUserAccountsInput } from "@/lib/staff/schemas";
import { changeUserAccountsAction } from "../../actions";

type Props = {
  user: UserDetail;
  /** Those that the reader sees. */
  accounts: readonly MerchantAccountView[];
  /** Why the reader may not change them. */
  refusal: string | null;
};

/** Which merchant accounts somebody sees; holds from their next press on. */
export function AccountsForm({ user, accounts, refusal }: Props) {
  const { accountIds } = user;
  if (refusal) return <SeenAccounts accountIds={accountIds} accounts={accounts} />;
  return <Changeable key={accountIds?.join() ?? "all"} user={user} accounts={accounts} />;
}

function Changeable({ user, accounts }: Omit<Props, "refusal">) {
  const t = useTranslations("users");
  const words = useTranslations("errors.field");
  const router = useRouter();
  const [isSaved, setSaved] = useState(false);
  const { id: userId, accountIds } = user;
  const before = accountIds && [...accountIds];
  const form = useActionForm<ChangeUserAccountsInput, { changed: boolean }>({
    schema: ChangeUserAccountsInput,
    defaultValues: { userId, scope: before ? "some" : "all", accountIds: before ?? [], before },
    action: changeUserAccountsAction,
    onDone: () => {
      setSaved(true);
      router.refresh();
    },
    unreachableText: t("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  const scope = useWatch({ control: form.methods.control, name: "scope" });
  const options = accounts.map(({ id, name, kind }) => ({
    value: id,
    label: <NamedAccount kind={kind} name={name} />,
  }));
  return (
    <ActionForm form={form} summaryTitle={(count) => t("summary", { count })} className="form-stack">
      <FormSegment
        name="scope"
        label={t("accounts.scope")}
        hint={t("accounts.hint")}
        options={[
          { value: "all", label: t("accounts.all") },
          { value: "some", label: t("accounts.some") },
        ]}
      />
      {scope === "some" && <FormTicks name="accountIds" label={t("accounts.which")} options={options} />}
      <div className="actions">
        <FormSubmit variant="primary" pending={form.pending} pendingLabel={t("form.saving")}>
          {t("accounts.save")}
        </FormSubmit>
        <span role="status" className="text-ok text-sm">
          {isSaved && !form.pending && t("form.saved")}
        </span>
      </div>
    </ActionForm>
  );
}

function SeenAccounts({ accountIds, accounts }: Pick<UserDetail, "accountIds"> & Pick<Props, "accounts">) {
  const t = useTranslations("users.accounts");
  if (accountIds === null) return <p>{t("all")}</p>;
  return (
    <ul className="grid gap-1">
      {accountIds.map((accountId) => (
        <li key={accountId}>{accounts.find(({ id }) => id === accountId)?.name ?? t("other")}</li>
      ))}
    </ul>
  );
}
