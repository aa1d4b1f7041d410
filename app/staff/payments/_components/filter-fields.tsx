import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { currencySign } from "@/lib/money/currency";
import { formatAmount } from "@/lib/money/format-money";
import { languageOf } from "@/lib/money/locale";
import type { PaymentTaker } from "@/lib/payments/list-payment-takers";
import { METHOD_KINDS, PAYMENT_GROUPS, PAYMENT_PERIODS, PAYMENT_SOURCES, PAYMENT_STATUSES } from "@/lib/payments/model";
import type { PaymentFilter } from "@/lib/payments/schemas";
import { exactCentsOf } from "./read-address";

export type FieldsProps = {
  filter: PaymentFilter;
  accounts: readonly MerchantAccountView[];
  customFields: readonly CustomFieldView[];
  takers: readonly PaymentTaker[];
  currency: string;
};

/** Brands that the gateways name; others are found by the search. */
export const BRANDS = ["visa", "mastercard", "amex", "discover"] as const;
export const DECLINES = [
  "card_declined",
  "insufficient_funds",
  "expired_card",
  "stolen_card",
  "lost_card",
  "incorrect_details",
  "authentication_failed",
  "velocity_exceeded",
  "processing_error",
  "bank_account_invalid",
] as const;

/** Every condition of Payment Manager, as fields whose names are those of the address. */
export async function FilterFields(props: FieldsProps) {
  return (
    <div className="filter-fields">
      <DateFields {...props} />
      <TextFields {...props} />
      <ChoiceFields {...props} />
      <AmountFields {...props} />
      <ShapeFields {...props} />
    </div>
  );
}

async function DateFields({ filter }: FieldsProps) {
  const t = await getTranslations("payments.filter");
  return (
    <>
      <SelectField
        id="f-on"
        name="on"
        label={t("on")}
        defaultValue={filter.on}
        options={(["created", "approved", "settled"] as const).map((value) => ({ value, label: t(`onWhat.${value}`) }))}
      />
      <SelectField
        id="f-period"
        name="period"
        label={t("period")}
        defaultValue={filter.period}
        emptyLabel={t("any")}
        options={PAYMENT_PERIODS.map((value) => ({ value, label: t(`periods.${value}`) }))}
      />
      <TextField id="f-from" name="from" type="date" label={t("from")} defaultValue={filter.from} />
      <TextField id="f-to" name="to" type="date" label={t("to")} defaultValue={filter.to} />
    </>
  );
}

async function TextFields({ filter, customFields }: FieldsProps) {
  const t = await getTranslations("payments.filter");
  const names = ["payer", "email", "invoice", "client", "matter", "number"] as const;
  return (
    <>
      {names.map((name) => (
        <TextField
          key={name}
          id={`f-${name}`}
          name={name}
          label={t(name)}
          defaultValue={filter[name]}
          maxLength={120}
        />
      ))}
      <TextField
        id="f-last4"
        name="last4"
        label={t("last4")}
        defaultValue={filter.last4}
        inputMode="numeric"
        pattern="\d{4}"
        maxLength={4}
      />
      {customFields.map(({ id, label, kind, options }) =>
        kind === "choice" ? (
          <SelectField
            key={id}
            id={`f-${id}`}
            name={`cf.${id}`}
            label={label}
            defaultValue={filter.customFields[id] ?? ""}
            emptyLabel={t("any")}
            options={options.map((value) => ({ value, label: value }))}
          />
        ) : (
          <TextField key={id} id={`f-${id}`} name={`cf.${id}`} label={label} defaultValue={filter.customFields[id]} />
        ),
      )}
    </>
  );
}

async function ChoiceFields({ filter, accounts }: FieldsProps) {
  const t = await getTranslations("payments");
  const common = await getTranslations("common");
  const statuses = PAYMENT_STATUSES.filter((status) => status !== "created");
  const chosenAccounts = filter.account.split(",");
  return (
    <>
      <Checks legend={t("filter.status")}>
        {statuses.map((value) => (
          <Check key={value} name="status" value={value} isOn={filter.status.includes(value)}>
            {t(`status.${value}`)}
          </Check>
        ))}
      </Checks>
      <Checks legend={t("filter.source")}>
        {PAYMENT_SOURCES.map((value) => (
          <Check key={value} name="source" value={value} isOn={filter.source.includes(value)}>
            {t(`source.${value}`)}
          </Check>
        ))}
      </Checks>
      <Checks legend={t("filter.account")}>
        {accounts.map(({ id, name }) => (
          <Check key={id} name="account" value={id} isOn={chosenAccounts.includes(id) || chosenAccounts.includes(name)}>
            {name}
          </Check>
        ))}
      </Checks>
      <Checks legend={t("filter.method")}>
        {METHOD_KINDS.map((value) => (
          <Check key={value} name="methodKind" value={value} isOn={filter.methodKind.includes(value)}>
            {t(`filter.methodKinds.${value}`)}
          </Check>
        ))}
        {BRANDS.map((value) => (
          <Check key={value} name="brand" value={value} isOn={filter.brand.includes(value)}>
            {common(`method.${value}`)}
          </Check>
        ))}
      </Checks>
      <Checks legend={t("filter.decline")}>
        {DECLINES.map((value) => (
          <Check key={value} name="decline" value={value} isOn={filter.decline.includes(value)}>
            {t(`declineReason.${value}`)}
          </Check>
        ))}
      </Checks>
      <Checks legend={t("filter.has")}>
        {(["refund", "surcharge", "fee"] as const).map((value) => (
          <Check key={value} name="has" value={value} isOn={filter.has.includes(value)}>
            {t(`filter.traits.${value}`)}
          </Check>
        ))}
      </Checks>
    </>
  );
}

async function AmountFields({ filter, currency }: FieldsProps) {
  const t = await getTranslations("payments.filter");
  const locale = await getLocale();
  const write = (cents: number | null | undefined) => (cents == null ? "" : formatAmount(cents, currency, locale));
  const sign = currencySign(currency, languageOf(locale));
  return (
    <>
      <TextField
        id="f-amount"
        name="amount"
        lead={sign}
        inputMode="decimal"
        label={t("amount")}
        defaultValue={write(exactCentsOf(filter, currency))}
      />
      <TextField
        id="f-min"
        name="min"
        lead={sign}
        inputMode="decimal"
        label={t("min")}
        defaultValue={write(filter.minCents)}
      />
      <TextField
        id="f-max"
        name="max"
        lead={sign}
        inputMode="decimal"
        label={t("max")}
        defaultValue={write(filter.maxCents)}
      />
    </>
  );
}

async function ShapeFields({ filter, takers }: FieldsProps) {
  const t = await getTranslations("payments.filter");
  const common = await getTranslations("common.account");
  return (
    <>
      <SelectField
        id="f-kind"
        name="accountKind"
        label={t("accountKind")}
        defaultValue={filter.accountKind}
        emptyLabel={t("any")}
        options={(["operating", "trust"] as const).map((value) => ({ value, label: common(value) }))}
      />
      <SelectField
        id="f-user"
        name="user"
        label={t("user")}
        defaultValue={filter.user[0] ?? ""}
        emptyLabel={t("any")}
        options={takers.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        id="f-match"
        name="match"
        label={t("match")}
        defaultValue={filter.match}
        options={(["all", "any"] as const).map((value) => ({ value, label: t(`matches.${value}`) }))}
      />
      <SelectField
        id="f-group"
        name="group"
        label={t("group")}
        defaultValue={filter.group}
        emptyLabel={t("noGroup")}
        options={PAYMENT_GROUPS.map((value) => ({ value, label: t(`groups.${value}`) }))}
      />
    </>
  );
}

function Checks({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="filter-checks">{children}</div>
    </fieldset>
  );
}

function Check({ name, value, isOn, children }: { name: string; value: string; isOn: boolean; children: ReactNode }) {
  return (
    <label className="check">
      <input type="checkbox" className="box" name={name} value={value} defaultChecked={isOn} />
      <span>{children}</span>
    </label>
  );
}
