"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { FormCheck, FormSelect, FormText } from "@/components/forms/form-fields";
import { AUTHORIZED_BY } from "@/lib/methods/schemas";
import { formatMoney } from "@/lib/money/format-money";
import type { EntryAccount } from "@/lib/payment-forms/model";
import type { EntryFacts, EntryStart } from "./entry-facts";

type Props = { facts: EntryFacts; account: EntryAccount | undefined; kind: "saved" | "echeck" };

/** Who gave leave, and how: the record that a debit, and a charge without the client, need. The server writes its words. */
export function AuthorizationFields({ facts, account, kind }: Props) {
  const t = useTranslations("enterPayment.authorization");
  const how = useTranslations("method.staff.chargeForm.how");
  const required = useTranslations("common")("required");
  return (
    <div className="mt-5 border-rule border-t pt-5">
      <h3 className="mb-1 font-semibold">{t("title")}</h3>
      <p className="mb-4 text-ink-2 text-sm">{t(kind === "saved" ? "savedHint" : "echeckHint")}</p>
      {kind === "echeck" && <Words facts={facts} account={account} />}
      <div className="form-grid">
        <FormText name="authorizedBy" label={t("by")} required={required} hint={t("byHint")} autoComplete="off" />
        <FormSelect
          name="authorizedHow"
          label={t("how")}
          options={AUTHORIZED_BY.map((value) => ({ value, label: how(value) }))}
        />
        <FormCheck name="isAuthorized" label={t("title")} sentence={t("tick")} required="*" className="span-all" />
      </div>
    </div>
  );
}

/** What is read to the client, with the sum as it stands. */
function Words({ facts, account }: Pick<Props, "facts" | "account">) {
  const t = useTranslations("enterPayment.authorization");
  const { control } = useFormContext<EntryStart>();
  const cents = useWatch({ control, name: "amountCents" });
  const isSum = typeof cents === "number" && Number.isSafeInteger(cents) && cents > 0;
  const amount = isSum ? formatMoney(cents, account?.currency ?? "USD", facts.locale) : t("readNoAmount");
  const { name: firm, phone, today: date } = facts.firm;
  return (
    <blockquote className="mb-4 border-rule-strong border-l-4 pl-4 text-ink leading-read">
      {t("read", { firm, amount, date, phone })}
    </blockquote>
  );
}
