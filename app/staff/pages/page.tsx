import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { Sheet } from "@/components/ui/sheet";
import { requireStaff } from "@/lib/auth/session";
import { listPaymentPages } from "@/lib/payment-pages/queries";
import { PagesTable } from "./_components/pages-table";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages");
  return { title: t("title") };
}

export default async function PaymentPagesPage() {
  const { ctx, firm } = await requireStaff("pages.manage");
  const pages = await listPaymentPages(ctx);
  const t = await getTranslations("paymentPages");
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead")}
        actions={
          <LinkButton href="/staff/pages/new" variant="primary" icon="plus">
            {t("new")}
          </LinkButton>
        }
      />
      <Sheet pad="none">
        <PagesTable pages={pages} firmSlug={firm.slug} />
      </Sheet>
    </>
  );
}
