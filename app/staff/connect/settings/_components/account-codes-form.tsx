"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { Banner } from "@/components/ui/banner";
import type { PostingChoices, PostingCodes } from "@/lib/connect-settings/model";
import { choicesFor } from "@/lib/connect-settings/rules";
import { PostingAccountInput } from "@/lib/connect-settings/schemas";
import { savePostingAccountAction } from "../actions";

type Props = {
  connectionId: string;
  account: { id: string; name: string; kind: "operating" | "trust" };
  /** Null: not mapped yet. */
  start: PostingCodes | null;
  /** Null while the matter system does not answer: codes are then typed. */
  choices: PostingChoices | null;
};

const CODES = ["ledgerCode", "transactionType", "bankAccount"] as const;

/** Three codes of one account: of the matter system's own lists, or typed while it is down. */
export function AccountCodesForm({ connectionId, account, start, choices }: Props) {
  const t = useTranslations("connectSettings.accounts");
  const all = useTranslations("connectSettings");
  const words = useTranslations("errors.field");
  const [saved, setSaved] = useState<"mapped" | "cleared" | null>(null);
  const form = useActionForm<PostingAccountInput, { isMapped: boolean }>({
    schema: PostingAccountInput,
    defaultValues: {
      connectionId,
      accountId: account.id,
      ledgerCode: start?.ledgerCode ?? "",
      transactionType: start?.transactionType ?? "",
      bankAccount: start?.bankAccount ?? "",
    },
    action: (typed) => {
      setSaved(null);
      return savePostingAccountAction(typed);
    },
    onDone: ({ isMapped }) => setSaved(isMapped ? "mapped" : "cleared"),
    unreachableText: all("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <ActionForm form={form} summaryTitle={(count) => all("summary", { count })} className="form-stack">
      {!start && saved === null && <Banner tone="warn" title={t("notMapped")} />}
      {CODES.map((name) => {
        const options = choices && choicesFor(choices[name], account.kind, start?.[name] ?? "");
        return options && options.length > 0 ? (
          <FormSelect
            key={name}
            name={name}
            label={t(name)}
            hint={t(`${name}Hint`)}
            emptyLabel={t("none")}
            options={options.map(({ code, name: called, isKnown }) => ({
              value: code,
              label: isKnown ? t("option", { code, name: called }) : t("optionUnknown", { code }),
            }))}
          />
        ) : (
          <FormText key={name} name={name} label={t(name)} hint={t(`${name}Hint`)} maxLength={60} autoComplete="off" />
        );
      })}
      <div className="actions">
        <FormSubmit pending={form.pending} pendingLabel={all("saving")} aria-label={`${all("save")} ${account.name}`}>
          {all("save")}
        </FormSubmit>
        <span role="status" className="text-ok text-sm">
          {saved && t(`done.${saved}`)}
        </span>
      </div>
    </ActionForm>
  );
}
