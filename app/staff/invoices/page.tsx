import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { countInvoices, listInvoices } from "@/lib/invoices/queries";
import { type Address, fromCursorOrStart, inKeptOrder, readList } from "../_components/read-list";
import { INVOICE_SORT_TEXTS, readInvoiceAddress } from "./_components/invoice-address";
import { INVOICE_COLUMNS } from "./_components/invoice-columns";
import { InvoiceList } from "./_components/invoice-list";
import { requireInvoicesPage } from "./_components/require-invoices-page";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invoices");
  return { title: t("title") };
}

export default async function InvoicesPage({ searchParams }: Props) {
  const staff = await requireStaff("payments.view");
  await requireInvoicesPage(staff.ctx);
  const address = await searchParams;
  const setting = await readList(staff.ctx, { listId: "invoices", columns: INVOICE_COLUMNS, address });
  const filter = inKeptOrder(readInvoiceAddress(address), { address, setting, sorts: INVOICE_SORT_TEXTS });
  const [counts, page] = await Promise.all([
    countInvoices(staff.ctx, filter),
    fromCursorOrStart(filter, (asked) => listInvoices(staff.ctx, asked)),
  ]);
  return <InvoiceList staff={staff} filter={filter} page={page} counts={counts} setting={setting} />;
}
