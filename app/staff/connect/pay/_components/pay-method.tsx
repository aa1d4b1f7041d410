"use client";

import { useTranslations } from "next-intl";
import { useFormContext, useWatch } from "react-hook-form";
import { AuthorizationFields } from "@/app/staff/_components/entry/authorization-fields";
import { FormSelect } from "@/components/forms/form-fields";
import { HostedFields } from "@/components/gateway/hosted-fields";
import { methodText } from "@/components/payments/method-text";
import { Banner } from "@/components/ui/banner";
import { RadioSegment } from "@/components/ui/radio-segment";
import type { ManualTyped } from "@/lib/connect-payments/schemas";
import { formatMonth } from "@/lib/dates/format-date";
import { sumCents } from "@/lib/money/cents";
import { formatMoney } from "@/lib/money/format-money";
import type { EntryMethod, EntryPayer } from "@/lib/payment-forms/model";
import { formatRate } from "@/lib/surcharges/rules";
import type { PayFacts } from "./pay-facts";
import type { Paying } from "./use-pay";

type Props = { facts: PayFacts; payer: EntryPayer | null; paying: Paying; onEnter: () => void };

const ICONS = { saved: "key", card: "card", echeck: "bank" } as const;

/** How the client pays. A saved method belongs to one account, so that each account of the payment has its own choice. */
export function PayMethod({ facts, payer, paying, onEnter }: Props) {
  const t = useTranslations("enterPayment.method");
  const { control, setValue } = useFormContext<ManualTyped>();
  const kind = useWatch({ control, name: "methodKind" });
  const { groups, openParts, locale } = facts;
  const kinds = [
    ...(payer && payer.methods.length > 0 ? (["saved"] as const) : []),
    ...(groups.every(({ card }) => card) ? (["card"] as const) : []),
    ...(groups.every(({ echeck }) => echeck) ? (["echeck"] as const) : []),
  ];
  const currency = openParts[0]?.currency ?? "USD";
  const amount = formatMoney(sumCents(openParts.map(({ amountCents }) => amountCents)), currency, locale);
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
      {kind === "saved" && payer && <SavedMethods payer={payer} facts={facts} />}
      {kind !== "saved" && <TypedMethods {...{ facts, kind, paying, onEnter }} />}
      {kind !== "echeck" && <SurchargeNote facts={facts} />}
      {kind !== "card" && <AuthorizationFields firm={facts.firm} amount={amount} kind={kind} />}
    </section>
  );
}

function SavedMethods({ payer, facts }: { payer: EntryPayer; facts: PayFacts }) {
  const t = useTranslations("enterPayment.method");
  const pay = useTranslations("connectPay.pay");
  const common = useTranslations("common");
  const name = ({ brand, last4, expiresMonth, isExpired, isDefault }: EntryMethod) => {
    const text = methodText(common, { methodBrand: brand, methodLast4: last4 });
    if (isExpired) return t("expired", { name: text });
    const dated = expiresMonth
      ? t("savedOption", { name: text, month: formatMonth(expiresMonth, facts.locale) })
      : text;
    return isDefault ? t("savedDefault", { name: dated }) : dated;
  };
  return (
    <div className="form-stack mt-4">
      {facts.accounts.map(({ id, name: account }) => {
        const methods = payer.methods.filter(({ accountId }) => accountId === id);
        if (methods.length === 0) return <Banner key={id} tone="info" title={pay("noMethod", { account })} />;
        return (
          <FormSelect
            key={id}
            name={`methodIds.${id}`}
            label={facts.accounts.length > 1 ? pay("methodFor", { account }) : t("savedLabel")}
            required={common("required")}
            emptyLabel=""
            options={methods.map((method) => ({ value: method.id, label: name(method), disabled: method.isExpired }))}
          />
        );
      })}
    </div>
  );
}

type TypedProps = Pick<Props, "facts" | "paying" | "onEnter"> & { kind: "card" | "echeck" };

/** One frame serves all accounts that are one at the gateway. */
function TypedMethods({ facts, kind, paying, onEnter }: TypedProps) {
  const t = useTranslations("enterPayment.method");
  const pay = useTranslations("connectPay.pay");
  return (
    <div className="form-stack mt-5">
      {facts.groups.map((group) => {
        const source = group[kind];
        const key = group.accountIds[0] ?? "";
        if (!source) return null;
        return (
          <div key={key}>
            {facts.groups.length > 1 && (
              <h3 className="mb-2 font-semibold">{pay("fieldsFor", { account: group.accountNames })}</h3>
            )}
            <HostedFields
              key={`${source.src}-${paying.round}`}
              ref={(handle) => {
                if (handle) paying.frames.current.set(key, handle);
                else paying.frames.current.delete(key);
              }}
              fields={source}
              onEnter={onEnter}
            />
          </div>
        );
      })}
      <p className="text-ink-3 text-sm">{t(kind === "echeck" ? "echeckNote" : "cardNote")}</p>
    </div>
  );
}

function SurchargeNote({ facts: { accounts, openParts, locale } }: { facts: PayFacts }) {
  const t = useTranslations("enterPayment.method");
  const pay = useTranslations("connectPay.pay");
  const operating = openParts.find(({ kind }) => kind === "operating");
  const account = accounts.find(({ id }) => id === operating?.accountId);
  if (!account || account.surchargeBasisPoints === 0) return null;
  return (
    <p className="mt-2 text-ink-2 text-sm">
      {t("surcharge", { rate: formatRate(account.surchargeBasisPoints, locale) })} {account.surchargeText}{" "}
      {openParts.some(({ kind }) => kind === "trust") && pay("noTrustSurcharge")}
    </p>
  );
}
