import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/lib/auth/session";
import { getPayer, listPayers } from "@/lib/payers/queries";
import { AppError } from "@/lib/platform/errors";
import { type Address, textOf } from "../../_components/read-list";
import { InvoiceForm } from "../_components/invoice-form";
import { InvoicePageHead } from "../_components/invoice-page-head";
import { firstTyped, loadForm } from "../_components/load-form";
import { requireInvoicesPage } from "../_components/require-invoices-page";
import { ChoosePayer } from "./_components/choose-payer";

type Props = { searchParams: Promise<Address> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invoices.form");
  return { title: t("newTitle") };
}

export default async function NewInvoicePage({ searchParams }: Props) {
  const staff = await requireStaff("invoices.manage");
  await requireInvoicesPage(staff.ctx);
  const address = await searchParams;
  const [payerId, q] = [textOf(address.payer), textOf(address.q).trim().slice(0, 120)];
  const t = await getTranslations("invoices");
  if (payerId === "") {
    const found = q === "" ? [] : (await listPayers(staff.ctx, { q, limit: 10 })).rows;
    return (
      <>
        <InvoicePageHead title={t("form.newTitle")} lead={t("who.lead")} />
        <ChoosePayer q={q} found={found} />
      </>
    );
  }
  const payer = await getPayer(staff.ctx, payerId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  const facts = await loadForm(staff);
  const requestKey = `form:${staff.ctx.ids.next("req")}`;
  return (
    <>
      <InvoicePageHead title={t("form.newTitle")} />
      <InvoiceForm
        key={requestKey}
        start={{
          typed: firstTyped(facts, payer, staff.firm.locale),
          payerId: payer?.id ?? null,
          draft: null,
          requestKey,
        }}
        payerName={payer?.name ?? ""}
        accounts={facts.accounts}
        items={facts.items}
        today={facts.today}
      />
    </>
  );
}
