"use client";

import { useTranslations } from "next-intl";
import { FormCheck, FormSelect, FormText } from "@/components/forms/form-fields";
import { AUTHORIZED_BY } from "@/lib/methods/schemas";

type FirmFacts = { name: string; phone: string; today: string };
type Props = {
  firm: FirmFacts;
  /** What is charged, in words; "" while it is not written. */
  amount: string;
  kind: "saved" | "echeck";
};

/** Who gave leave, and how: the record that a debit, and a charge without the client, need. The server writes its words. */
export function AuthorizationFields({ firm, amount, kind }: Props) {
  const t = useTranslations("enterPayment.authorization");
  const ways = useTranslations("enterPayment.authorization.ways");
  const required = useTranslations("common")("required");
  return (
    <div className="mt-5 border-rule border-t pt-5">
      <h3 className="mb-1 font-semibold">{t("title")}</h3>
      <p className="mb-4 text-ink-2 text-sm">{t(kind === "saved" ? "savedHint" : "echeckHint")}</p>
      {kind === "echeck" && <Words firm={firm} amount={amount} />}
      <div className="form-grid">
        <FormText name="authorizedBy" label={t("by")} required={required} hint={t("byHint")} autoComplete="off" />
        <FormSelect
          name="authorizedHow"
          label={t("how")}
          options={AUTHORIZED_BY.map((value) => ({ value, label: ways(value) }))}
        />
        <FormCheck name="isAuthorized" label={t("title")} sentence={t("tick")} required="*" className="span-all" />
      </div>
    </div>
  );
}

/** What is read to the client, with the sum as it stands. */
function Words({ firm: { name: firm, phone, today: date }, amount: sum }: Pick<Props, "firm" | "amount">) {
  const t = useTranslations("enterPayment.authorization");
  const amount = sum || t("readNoAmount");
  return (
    <blockquote className="mb-4 border-rule-strong border-l-4 pl-4 text-ink leading-read">
      {t("read", { firm, amount, date, phone })}
    </blockquote>
  );
}
