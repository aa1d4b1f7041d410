import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { formatIsoDate } from "@/lib/dates/format-date";
import { listAging } from "@/lib/invoices/queries";
import { requireInvoicesPage } from "../_components/require-invoices-page";
import { AgingTable } from "./_components/aging-table";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invoices.aging");
  return { title: t("title") };
}

export default async function AgingPage() {
  const { ctx, firm } = await requireStaff("payments.view");
  await requireInvoicesPage(ctx);
  const t = await getTranslations("invoices");
  const today = dateInZone(ctx.clock.now(), firm.timeZone);
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/invoices", label: t("title") }, { label: t("aging.title") }]}
        crumbsLabel={t("crumbs")}
        title={t("aging.title")}
        lead={t("aging.lead", { date: formatIsoDate(today, await getLocale()) })}
      />
      <AgingTable rows={await listAging(ctx)} />
    </>
  );
}
