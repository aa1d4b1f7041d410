"use client";

import { useLocale, useTranslations } from "next-intl";
import { useAccountLead } from "@/components/payments/account-tag";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DateField } from "@/components/ui/date-field";
import { type Fact, Facts } from "@/components/ui/facts";
import { SelectField } from "@/components/ui/select-field";
import { Sheet } from "@/components/ui/sheet";
import { TextAreaField } from "@/components/ui/text-area-field";
import { TextField } from "@/components/ui/text-field";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { InvoiceItem, InvoiceSums } from "@/lib/invoices/model";
import { dueDateOf } from "@/lib/invoices/rules";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { formatMoney } from "@/lib/money/format-money";
import { LineFields } from "./line-fields";
import { previewFigures } from "./typed-invoice";
import { type InvoiceForm as Form, type InvoiceFormStart, useInvoiceForm } from "./use-invoice-form";

type Props = {
  start: InvoiceFormStart;
  accounts: readonly MerchantAccountView[];
  items: readonly InvoiceItem[];
  payerName: string;
  /** ISO, in the firm's time zone. */
  today: string;
};

/** Whom, when, what for; the sums follow what is typed, and the server makes its own when it saves. */
export function InvoiceForm({ start, accounts, items, payerName, today }: Props) {
  const t = useTranslations("invoices.form");
  const form = useInvoiceForm(start);
  const account = accounts.find(({ id }) => id === form.values.account);
  const currency = account?.currency ?? accounts[0]?.currency ?? "USD";
  const figures = previewFigures(form.values);
  return (
    <form ref={form.formRef} onSubmit={form.submit} noValidate className="stack">
      {form.problem && <Banner tone="danger" role="alert" title={form.problem} />}
      <div className="columns">
        <BillingFields form={form} payerName={payerName} />
        <TermsFields form={form} accounts={accounts} today={today} />
      </div>
      <Sheet title={t("lines")} pad="none">
        <LineFields form={form} items={items} currency={currency} figures={figures?.lines ?? null} />
      </Sheet>
      <div className="columns">
        <NoteFields form={form} />
        <Totals sums={figures?.sums ?? null} currency={currency} />
      </div>
      <div className="actions">
        <Button type="submit" variant="primary" pending={form.pending} pendingLabel={t("saving")}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

function BillingFields({ form: { field }, payerName }: { form: Form; payerName: string }) {
  const t = useTranslations("invoices.form");
  const common = useTranslations("common");
  const optional = common("optional");
  return (
    <Sheet title={t("billing")}>
      <div className="form-stack">
        <p className="text-ink-2 text-sm">{payerName ? t("payer", { name: payerName }) : t("noPayer")}</p>
        <TextField {...field("billTo")} label={t("billTo")} required={common("required")} />
        <TextAreaField {...field("billToAddress")} label={t("address")} optional={optional} rows={3} />
        <TextField {...field("recipientEmails")} label={t("emails")} optional={optional} hint={t("emailsHint")} />
      </div>
    </Sheet>
  );
}

type TermsProps = { form: Form; accounts: readonly MerchantAccountView[]; today: string };

function TermsFields({ form: { values, change, field, errorOf }, accounts, today }: TermsProps) {
  const t = useTranslations("invoices.form");
  const common = useTranslations("common");
  const locale = useLocale();
  const { issueDate, termsDays } = values;
  const lead = useAccountLead(accounts.find(({ id }) => id === values.account));
  const days = /^\d{1,3}$/.test(termsDays) ? Number(termsDays) : null;
  const due = issueDate && days !== null ? formatIsoDate(dueDateOf(issueDate, days), locale) : null;
  return (
    <Sheet title={t("terms")}>
      <div className="form-stack">
        <SelectField
          {...field("account")}
          label={t("account")}
          lead={lead}
          options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DateField
          id="issueDate"
          name="issueDate"
          label={t("issueDate")}
          required={common("required")}
          locale={locale}
          today={today}
          defaultDate={issueDate}
          pickerLabel={t("pickDate")}
          error={errorOf("issueDate")}
          onReading={(reading) => change({ issueDate: reading.state === "date" ? reading.isoDate : null })}
        />
        <TextField
          {...field("termsDays")}
          label={t("termsDays")}
          required={common("required")}
          inputMode="numeric"
          hint={due ? t("termsHint", { date: due }) : t("termsHintNoDate")}
        />
        <TextField {...field("clientRef")} label={t("client")} hint={t("refsHint")} />
        <TextField {...field("matterRef")} label={t("matter")} hint={t("refsHint")} />
      </div>
    </Sheet>
  );
}

const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "fr", label: "Français" },
  { value: "es", label: "Español" },
] as const;

function NoteFields({ form: { field } }: { form: Form }) {
  const t = useTranslations("invoices.form");
  const common = useTranslations("common");
  const optional = common("optional");
  return (
    <Sheet>
      <div className="form-stack">
        <TextField {...field("taxName")} label={t("taxName")} optional={optional} />
        <TextField {...field("taxRate", "taxThousandths")} label={t("taxRate")} inputMode="decimal" />
        <SelectField {...field("locale")} label={t("language")} options={LANGUAGES} />
        <TextAreaField {...field("notes")} label={t("notes")} optional={optional} rows={4} maxLength={2_000} />
      </div>
    </Sheet>
  );
}

function Totals({ sums, currency }: { sums: InvoiceSums | null; currency: string }) {
  const t = useTranslations("invoices.form");
  const sheet = useTranslations("invoices.sheet");
  const locale = useLocale();
  if (!sums)
    return (
      <Sheet title={t("totals")}>
        <p role="alert">{t("tooLarge")}</p>
      </Sheet>
    );
  const facts: Fact[] = [
    { name: sheet("subtotal"), value: formatMoney(sums.grossCents, currency, locale) },
    { name: sheet("discount"), value: formatMoney(-sums.discountCents, currency, locale) },
    { name: sheet("taxDefault"), value: formatMoney(sums.taxCents, currency, locale) },
    { name: sheet("total"), value: <b>{formatMoney(sums.totalCents, currency, locale)}</b> },
  ];
  return (
    <Sheet title={t("totals")}>
      <output>
        <Facts facts={facts} />
      </output>
    </Sheet>
  );
}
