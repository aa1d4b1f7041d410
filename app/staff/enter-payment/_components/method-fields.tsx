"use client";

import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { AuthorizationFields } from "@/app/staff/_components/entry/authorization-fields";
import { FormSelect } from "@/components/forms/form-fields";
import { HostedFields, type HostedFieldsHandle } from "@/components/gateway/hosted-fields";
import { methodText } from "@/components/payments/method-text";
import { Banner } from "@/components/ui/banner";
import { RadioSegment } from "@/components/ui/radio-segment";
import { formatMonth } from "@/lib/dates/format-date";
import type { EntryAccount, EntryMethod, EntryPayer } from "@/lib/payment-forms/model";
import { formatRate } from "@/lib/surcharges/rules";
import type { EntryFacts, EntryStart } from "./entry-facts";
import { sumText } from "./entry-summary";

type Props = {
  facts: EntryFacts;
  account: EntryAccount | undefined;
  payer: EntryPayer | null;
  frame: Ref<HostedFieldsHandle>;
  /** Another number gives empty fields. */
  round: number;
  onEnter: () => void;
};

const ICONS = { saved: "key", card: "card", echeck: "bank" } as const;

/** How the client pays: a method of theirs that is kept, a card or a bank account for this once. Numbers stay in the gateway's frame. */
export function MethodFields({ facts, account, payer, frame, round, onEnter }: Props) {
  const t = useTranslations("enterPayment.method");
  const { control, setValue } = useFormContext<EntryStart>();
  const kind = useWatch({ control, name: "methodKind" });
  const amount = sumText(useWatch({ control, name: "amountCents" }), account?.currency ?? "USD", facts.locale);
  const sources = account && facts.fields[account.id];
  const source = kind === "saved" ? null : sources?.[kind];
  const kinds = [
    ...(payer && payer.methods.length > 0 ? (["saved"] as const) : []),
    ...(sources?.card ? (["card"] as const) : []),
    ...(sources?.echeck ? (["echeck"] as const) : []),
  ];
  return (
    <section className="form-section" aria-labelledby="entry-method">
      <h2 id="entry-method" className="title-section">
        {t("title")}
      </h2>
      {kinds.length === 0 && <Banner tone="warn" title={t("notTaken")} />}
      {kinds.length > 1 && (
        <RadioSegment
          id="entry-kind"
          name="methodKind"
          label={t("how")}
          hideLabel
          full
          value={kind}
          onValue={(value) => setValue("methodKind", kinds.find((each) => each === value) ?? "card")}
          options={kinds.map((value) => ({ value, label: t(value), icon: ICONS[value] }))}
        />
      )}
      {kind === "saved" && payer && <SavedFields payer={payer} account={account} locale={facts.locale} />}
      {source && (
        <div className="mt-5">
          <HostedFields key={`${source.src}-${round}`} ref={frame} fields={source} onEnter={onEnter} />
          <p className="mt-2 text-ink-3 text-sm">{t(kind === "echeck" ? "echeckNote" : "cardNote")}</p>
        </div>
      )}
      {kind !== "echeck" && account && account.surchargeBasisPoints > 0 && (
        <p className="mt-2 text-ink-2 text-sm">
          {t("surcharge", { rate: formatRate(account.surchargeBasisPoints, facts.locale) })} {account.surchargeText}
        </p>
      )}
      {kind !== "card" && <AuthorizationFields firm={facts.firm} amount={amount} kind={kind} />}
    </section>
  );
}

type SavedProps = { payer: EntryPayer; account: EntryAccount | undefined; locale: string };

/** A method belongs to one account: those of others are named, so that nobody looks for them. */
function SavedFields({ payer, account, locale }: SavedProps) {
  const t = useTranslations("enterPayment.method");
  const common = useTranslations("common");
  const here = payer.methods.filter((method) => method.accountId === account?.id);
  const elsewhere = payer.methods.filter((method) => method.accountId !== account?.id);
  const name = ({ brand, last4, expiresMonth, isExpired, isDefault }: EntryMethod) => {
    const text = methodText(common, { methodBrand: brand, methodLast4: last4 });
    if (isExpired) return t("expired", { name: text });
    const dated = expiresMonth ? t("savedOption", { name: text, month: formatMonth(expiresMonth, locale) }) : text;
    return isDefault ? t("savedDefault", { name: dated }) : dated;
  };
  return (
    <div className="form-stack mt-4">
      {here.length > 0 ? (
        <FormSelect
          name="methodId"
          label={t("savedLabel")}
          required={common("required")}
          emptyLabel=""
          options={here.map((method) => ({ value: method.id, label: name(method), disabled: method.isExpired }))}
        />
      ) : (
        <Banner tone="info" title={t("none")} />
      )}
      {elsewhere.length > 0 && (
        <p className="text-ink-2 text-sm">
          {t("elsewhere", { count: elsewhere.length, account: elsewhere[0]?.accountName ?? "" })}
        </p>
      )}
    </div>
  );
}
