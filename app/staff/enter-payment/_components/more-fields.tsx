"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { CustomField } from "@/components/forms/custom-field";
import { FormText, FormTextArea } from "@/components/forms/form-fields";
import type { EntryFacts, EntryStart } from "./entry-facts";

type Props = { facts: EntryFacts; hidden: ReadonlySet<string> };

/** Who gets a receipt, the firm's own fields, and a word to colleagues. */
export function MoreFields({ facts, hidden }: Props) {
  const t = useTranslations("enterPayment.more");
  const optional = useTranslations("common")("optional");
  const { control } = useFormContext<EntryStart>();
  const hasReceipt = useWatch({ control, name: "receiptEmails" }).trim() !== "";
  const shown = facts.customFields.filter(({ id }) => !hidden.has(`cf.${id}`));
  return (
    <section className="form-section" aria-labelledby="entry-more">
      <h2 id="entry-more" className="title-section">
        {t("title")}
      </h2>
      <div className="form-grid">
        <FormText
          name="receiptEmails"
          label={t("receiptEmails")}
          optional={optional}
          hint={hasReceipt ? t("receiptHint") : t("noReceipt")}
          inputMode="email"
          spellCheck={false}
          autoComplete="off"
          className="span-all"
        />
        {shown.map((field) => (
          <CustomField key={field.id} field={field} />
        ))}
        {!hidden.has("note") && (
          <FormTextArea name="note" label={t("note")} optional={optional} hint={t("noteHint")} className="span-all" />
        )}
      </div>
    </section>
  );
}
