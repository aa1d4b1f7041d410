import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { getReceiptTexts } from "@/lib/receipt-texts/queries";
import { ReceiptsForm } from "./_components/receipts-form";
import { sampleReceiptsOf } from "./_components/sample-receipts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("firmSettings.receipts");
  return { title: t("title") };
}

export default async function ReceiptTextsPage() {
  const { ctx, firm } = await requireStaff("settings.manage");
  const texts = await getReceiptTexts(ctx);
  const t = await getTranslations("firmSettings.receipts");
  const all = await getTranslations("settings");
  return (
    <>
      <PageHead
        crumbs={[{ href: "/staff/settings", label: all("title") }, { label: t("title") }]}
        crumbsLabel={all("crumbs")}
        title={t("title")}
        lead={t("lead")}
      />
      <ReceiptsForm start={texts} locale={firm.locale} samples={sampleReceiptsOf(firm)} />
    </>
  );
}
