"use client";

import { useTranslations } from "next-intl";
import { FormCheck, FormSegment, FormText, FormTextArea } from "@/components/forms/form-fields";
import { type MessageValues, messageFields, messageParts } from "@/lib/pay-links/rules";
import type { QuickLinkFacts } from "./form-facts";
import type { QuickLinkStart } from "./read-start";

type Props = { isMail: boolean; values: QuickLinkStart; facts: QuickLinkFacts };

/** By mail or by hand; to whom; with which words. */
export function DeliveryFields({ isMail, values, facts }: Props) {
  const t = useTranslations("links.quickLink");
  const common = useTranslations("common");
  const word = isMail ? { required: common("required") } : { optional: common("optional") };
  return (
    <section className="form-section">
      <h2 className="title-section">{t("delivery")}</h2>
      <FormSegment
        name="delivery"
        label={t("delivery")}
        hideLabel
        options={[
          { value: "mail", label: t("byEmail") },
          { value: "link", label: t("byLink") },
        ]}
      />
      <div className="form-grid mt-4">
        <FormText
          name="recipientName"
          label={t("recipientName")}
          {...word}
          hint={isMail ? t("recipientNameHint") : t("recipientNameHintLink")}
          autoComplete="off"
        />
        <FormText
          name="recipientEmails"
          label={t("recipientEmail")}
          {...word}
          hint={isMail ? t("recipientEmailHint") : t("recipientEmailHintLink")}
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
        />
        <FormTextArea
          name="message"
          label={t("message")}
          optional={common("optional")}
          className="span-all"
          hint={
            <>
              {t("messageHint")} <DroppedSentences values={values} facts={facts} />
            </>
          }
        />
        {isMail && facts.hasReminders && (
          <FormCheck name="isReminded" label={t("remind")} hint={t("remindHint")} className="span-all" />
        )}
      </div>
    </section>
  );
}

/** Says when a sentence of the message, or all of it, will be missing, because it names something there is none of. */
function DroppedSentences({ values, facts }: { values: QuickLinkStart; facts: QuickLinkFacts }) {
  const t = useTranslations("links.quickLink");
  const known: MessageValues = {
    recipient: values.delivery === "mail" ? null : values.recipientName.trim(),
    invoice: values.invoiceNumber.trim(),
    amount: null,
    dueDate: values.dueDate,
  };
  const template = values.message.trim() || facts.defaultMessage;
  const missing = messageFields(template).filter((field) => known[field] === "");
  if (missing.length === 0) return null;
  const names = missing.map((field) => t(`messageDroppedWord.${field}`)).join(", ");
  const isAllDropped = messageParts(template, known).length === 0;
  return (
    <b className="font-medium text-warn">
      {isAllDropped
        ? t(values.delivery === "mail" ? "messageReplaced" : "messageUnused", { names })
        : t("messageDropped", { names })}
    </b>
  );
}
