"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { FormCheck, FormSegment, FormText, FormTextArea } from "@/components/forms/form-fields";
import { FormSubmit } from "@/components/forms/form-submit";
import { useActionForm } from "@/components/forms/use-action-form";
import { Sheet } from "@/components/ui/sheet";
import { type ConnectSettings, ECHECK_POSTINGS, MAX_AR_MESSAGE, POSTING_DATES } from "@/lib/connect-settings/model";
import { ConnectRulesForm, type ConnectRulesTyped } from "@/lib/connect-settings/schemas";
import { saveConnectSettingsAction } from "../actions";

/** A/R message, posting date, when eChecks post, automatic posting, life of links. */
export function RulesForm({ start }: { start: Omit<ConnectSettings, "isOn" | "connectionId"> }) {
  const t = useTranslations("connectSettings.rules");
  const all = useTranslations("connectSettings");
  const words = useTranslations("errors.field");
  const [isSaved, setSaved] = useState(false);
  const form = useActionForm<ConnectRulesTyped, unknown>({
    schema: ConnectRulesForm,
    defaultValues: { ...start, linkLifeHours: String(start.linkLifeHours) },
    action: (typed) => {
      setSaved(false);
      return saveConnectSettingsAction(ConnectRulesForm.parse(typed));
    },
    onDone: () => setSaved(true),
    unreachableText: all("unreachable"),
    translate: (message) => (words.has(message as never) ? words(message as never) : message),
  });
  return (
    <Sheet pad="form" className="max-w-[46rem]">
      <ActionForm form={form} summaryTitle={(count) => all("summary", { count })} className="form-stack">
        <FormTextArea
          name="arMessage"
          label={t("arMessage")}
          optional={t("optional")}
          hint={t("arMessageHint")}
          rows={2}
          maxLength={MAX_AR_MESSAGE}
        />
        <FormSegment
          name="postingDate"
          label={t("postingDate")}
          hint={t("postingDateHint")}
          options={POSTING_DATES.map((value) => ({ value, label: t(`postingDates.${value}`) }))}
        />
        <FormSegment
          name="echeckPosting"
          label={t("echeck")}
          hint={t("echeckHint")}
          options={ECHECK_POSTINGS.map((value) => ({ value, label: t(`echecks.${value}`) }))}
        />
        <FormCheck name="postsAutomatically" label={t("automatic")} hint={t("automaticHint")} />
        <FormText
          name="linkLifeHours"
          label={t("linkLife")}
          hint={t("linkLifeHint")}
          inputMode="numeric"
          maxLength={4}
        />
        <div className="actions">
          <FormSubmit variant="primary" pending={form.pending} pendingLabel={all("saving")}>
            {all("save")}
          </FormSubmit>
          <span role="status" className="text-ok text-sm">
            {isSaved && all("saved")}
          </span>
        </div>
      </ActionForm>
    </Sheet>
  );
}
