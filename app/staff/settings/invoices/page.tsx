import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { getInvoiceSettings, listInvoiceItems } from "@/lib/invoices/queries";
import { CatalogueSheet } from "./_components/catalogue-sheet";
import { InvoiceSettingsForm } from "./_components/invoice-settings-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invoices.settings");
  return { title: t("title") };
}

export default async function InvoiceSettingsPage() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const [settings, items] = await Promise.all([getInvoiceSettings(ctx), listInvoiceItems(ctx)]);
  const t = await getTranslations("invoices.settings");
  const all = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: all("title") }, { label: t("title") }]}
        crumbsLabel={all("crumbs")}
        title={t("title")}
        lead={t("lead")}
      />
      <div className="columns">
        <InvoiceSettingsForm start={settings} />
        <CatalogueSheet items={items} currency={firm.currency} isOn={settings.isOn} />
      </div>
    </>
  );
}
