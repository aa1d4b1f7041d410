import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { InvoiceStatus } from "@/components/invoices/invoice-status";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { Tag } from "@/components/ui/tag";
import { TextInput } from "@/components/ui/text-field";
import { formatIsoDate } from "@/lib/dates/format-date";
import type { InvoiceDetail } from "@/lib/invoices/model";
import { formatMoney } from "@/lib/money/format-money";

/** Whom it is for, when it is due, what was paid. */
export async function InvoiceFacts({ invoice }: { invoice: InvoiceDetail }) {
  const t = await getTranslations("invoices");
  const locale = await getLocale();
  const money = (cents: number) => formatMoney(cents, invoice.currency, locale);
  const isSent = invoice.status !== "draft";
  const facts = [
    {
      name: (await getTranslations("exports.columns.invoices"))("status"),
      value: <InvoiceStatus status={invoice.status} />,
    },
    {
      name: t("sheet.billTo"),
      value: invoice.payerId ? (
        <Link href={`/staff/payers/${invoice.payerId}?tab=invoices`} prefetch={false}>
          {invoice.billTo}
        </Link>
      ) : (
        invoice.billTo
      ),
    },
    { name: t("form.address"), value: invoice.billToAddress.split("\n").join(", ") },
    { name: t("act.addresses"), value: invoice.recipientEmails.join(", ") },
    { name: t("sheet.issued"), value: formatIsoDate(invoice.issueDate, locale) },
    { name: t("sheet.due"), value: formatIsoDate(invoice.dueDate, locale) },
    { name: t("sheet.account"), value: <Tag tone={invoice.accountKind}>{invoice.accountName}</Tag> },
    { name: t("sheet.client"), value: invoice.clientRef },
    { name: t("sheet.matter"), value: invoice.matterRef },
    { name: t("sheet.total"), value: money(invoice.totalCents) },
    { name: t("sheet.paid"), value: isSent && money(invoice.paidCents) },
    { name: t("sheet.inTransit"), value: invoice.inTransitCents > 0 && money(invoice.inTransitCents) },
    { name: t("sheet.balance"), value: isSent && <b>{money(invoice.balanceCents)}</b> },
    { name: t("form.notes"), value: invoice.notes },
  ];
  return (
    <Sheet title={t("detail.facts")}>
      <Facts facts={facts.filter(({ value }) => value !== "" && value !== false)} />
    </Sheet>
  );
}

/** The address of its page, for whoever may hand it out. */
export async function InvoiceAddressSheet({ url }: { url: string }) {
  const t = await getTranslations("invoices.detail");
  return (
    <Sheet>
      <Field id="invoice-link" label={t("address")} hint={t("addressText")}>
        <span className="flex flex-wrap items-center gap-2">
          <TextInput id="invoice-link" readOnly value={url} frameClassName="min-w-0 flex-1" />
          <CopyButton text={url} label={t("copy")} copiedText={t("copied")} />
        </span>
      </Field>
    </Sheet>
  );
}
