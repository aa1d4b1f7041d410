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
  const account = accounts.find(({ id }) => id === form.typed.account);
  const currency = account?.currency ?? accounts[0]?.currency ?? "USD";
  const figures = previewFigures(form.typed);
  return (
    <form onSubmit={form.submit} noValidate className="stack">
      {form.problem && <Banner tone="danger" role="alert" title={form.problem} />}
      <div className="columns">
        <BillingFields form={form} payerName={payerName} />
        <TermsFields form={form} accounts={accounts} today={today} />
      </div>
      <Sheet title={t("lines")} pad="none" className="list-scrolls">
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

function BillingFields({ form, payerName }: { form: Form; payerName: string }) {
  const t = useTranslations("invoices.form");
  const common = useTranslations("common");
  const { typed, change, errorOf } = form;
  const emailError = errorOf("recipientEmails") ?? errorOf("recipientEmails.0") ?? errorOf("recipientEmails.1");
  return (
    <Sheet title={t("billing")}>
      <div className="form-stack">
        <p className="text-ink-2 text-sm">{payerName ? t("payer", { name: payerName }) : t("noPayer")}</p>
        <TextField
          id="billTo"
          name="billTo"
          label={t("billTo")}
          required={common("required")}
          value={typed.billTo}
          error={errorOf("billTo")}
          onChange={(event) => change({ billTo: event.target.value })}
        />
        <TextAreaField
          id="billToAddress"
          name="billToAddress"
          label={t("address")}
          optional={common("optional")}
          rows={3}
          value={typed.billToAddress}
          error={errorOf("billToAddress")}
          onChange={(event) => change({ billToAddress: event.target.value })}
        />
        <TextField
          id="recipientEmails"
          name="recipientEmails"
          label={t("emails")}
          optional={common("optional")}
          hint={t("emailsHint")}
          value={typed.recipientEmails}
          error={emailError}
          onChange={(event) => change({ recipientEmails: event.target.value })}
        />
      </div>
    </Sheet>
  );
}

type TermsProps = { form: Form; accounts: readonly MerchantAccountView[]; today: string };

function TermsFields({ form, accounts, today }: TermsProps) {
  const t = useTranslations("invoices.form");
  const common = useTranslations("common");
  const locale = useLocale();
  const { typed, change, errorOf } = form;
  const lead = useAccountLead(accounts.find(({ id }) => id === typed.account));
  const days = /^\d{1,3}$/.test(typed.termsDays) ? Number(typed.termsDays) : null;
  const due = typed.issueDate && days !== null ? formatIsoDate(dueDateOf(typed.issueDate, days), locale) : null;
  return (
    <Sheet title={t("terms")}>
      <div className="form-stack">
        <SelectField
          id="account"
          name="account"
          label={t("account")}
          lead={lead}
          options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.account}
          error={errorOf("account")}
          onChange={(event) => change({ account: event.target.value })}
        />
        <DateField
          id="issueDate"
          name="issueDate"
          label={t("issueDate")}
          required={common("required")}
          locale={locale}
          today={today}
          defaultDate={typed.issueDate}
          pickerLabel={t("pickDate")}
          error={errorOf("issueDate")}
          onReading={(reading) => change({ issueDate: reading.state === "date" ? reading.isoDate : null })}
        />
        <TextField
          id="termsDays"
          name="termsDays"
          label={t("termsDays")}
          required={common("required")}
          inputMode="numeric"
          hint={due ? t("termsHint", { date: due }) : t("termsHintNoDate")}
          value={typed.termsDays}
          error={errorOf("termsDays")}
          onChange={(event) => change({ termsDays: event.target.value })}
        />
        <TextField
          id="clientRef"
          name="clientRef"
          label={t("client")}
          hint={t("refsHint")}
          value={typed.clientRef}
          error={errorOf("clientRef")}
          onChange={(event) => change({ clientRef: event.target.value })}
        />
        <TextField
          id="matterRef"
          name="matterRef"
          label={t("matter")}
          hint={t("refsHint")}
          value={typed.matterRef}
          error={errorOf("matterRef")}
          onChange={(event) => change({ matterRef: event.target.value })}
        />
      </div>
    </Sheet>
  );
}

const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "fr", label: "Français" },
  { value: "es", label: "Español" },
] as const;

function NoteFields({ form: { typed, change, errorOf } }: { form: Form }) {
  const t = useTranslations("invoices.form");
  const common = useTranslations("common");
  return (
    <Sheet>
      <div className="form-stack">
        <TextField
          id="taxName"
          name="taxName"
          label={t("taxName")}
          optional={common("optional")}
          value={typed.taxName}
          error={errorOf("taxName")}
          onChange={(event) => change({ taxName: event.target.value })}
        />
        <TextField
          id="taxRate"
          name="taxRate"
          label={t("taxRate")}
          inputMode="decimal"
          value={typed.taxRate}
          error={errorOf("taxThousandths")}
          onChange={(event) => change({ taxRate: event.target.value })}
        />
        <SelectField
          id="locale"
          name="locale"
          label={t("language")}
          options={LANGUAGES}
          value={typed.locale}
          onChange={(event) => change({ locale: event.target.value })}
        />
        <TextAreaField
          id="notes"
          name="notes"
          label={t("notes")}
          optional={common("optional")}
          rows={4}
          maxLength={2_000}
          value={typed.notes}
          error={errorOf("notes")}
          onChange={(event) => change({ notes: event.target.value })}
        />
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
