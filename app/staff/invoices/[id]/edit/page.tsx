import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { getPayer } from "@/lib/payers/queries";
import { getInvoiceOrNotFound } from "../../_components/get-invoice-or-not-found";
import { InvoiceForm } from "../../_components/invoice-form";
import { InvoicePageHead } from "../../_components/invoice-page-head";
import { loadForm } from "../../_components/load-form";
import { requireInvoicesPage } from "../../_components/require-invoices-page";
import { typedInvoiceOf } from "../../_components/typed-invoice";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invoices.form");
  return { title: t("editTitle") };
}

export default async function EditInvoicePage({ params }: Props) {
  const staff = await requireStaff("invoices.manage");
  await requireInvoicesPage(staff.ctx);
  const invoice = await getInvoiceOrNotFound(staff.ctx, (await params).id);
  if (invoice.status !== "draft") redirect(`/staff/invoices/${invoice.id}`);
  const { accounts, items, today } = await loadForm(staff);
  const payer = invoice.payerId ? await getPayer(staff.ctx, invoice.payerId) : null;
  const t = await getTranslations("invoices.form");
  const draft = { invoiceId: invoice.id, revision: invoice.revision };
  return (
    <>
      <InvoicePageHead title={t("editTitle")} />
      <InvoiceForm
        key={invoice.revision}
        start={{ typed: typedInvoiceOf(invoice), payerId: invoice.payerId, draft, requestKey: "" }}
        payerName={payer?.name ?? ""}
        accounts={accounts}
        items={items}
        today={today}
      />
    </>
  );
}
