"use client";

import { useTranslations } from "next-intl";
import { FormText } from "@/components/forms/form-fields";

/** Whom the confirmation goes to; in Connect somebody always gets one. */
export function ReceiptsField({ fixed }: { fixed: boolean }) {
  const t = useTranslations("connectPay.pay");
  const required = useTranslations("common")("required");
  return (
    <section className="form-section" aria-labelledby="pay-receipts">
      <h2 id="pay-receipts" className="title-section">
        {t("receiptsTitle")}
      </h2>
      <FormText
        name="receiptEmails"
        label={t("receipts")}
        required={required}
        hint={t("receiptsHint")}
        inputMode="email"
        spellCheck={false}
        autoComplete="off"
        readOnly={fixed}
      />
    </section>
  );
}
