import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PagePreview } from "@/app/_components/hosted-page/page-preview";
import { Banner } from "@/components/ui/banner";
import { PageHead } from "@/components/ui/page-head";
import { requireStaff } from "@/lib/auth/session";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import { getPagePreview } from "@/lib/payment-pages/queries";
import { AppError } from "@/lib/platform/errors";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages.steps");
  return { title: t("preview") };
}

export default async function PaymentPagePreview({ params }: Props) {
  const { ctx, firm } = await requireStaff("pages.manage");
  const { id } = await params;
  const { name, page } = await getPagePreview(ctx, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  const t = await getTranslations("paymentPages");
  const reader = await getLocale();
  const locale = page.locale || (isLocale(reader) ? reader : DEFAULT_LOCALE);
  return (
    <>
      <PageHead
        crumbs={[
          { href: "/staff/pages", label: t("title") },
          { href: `/staff/pages/${id}`, label: name },
          { label: t("steps.preview") },
        ]}
        crumbsLabel={t("crumbs")}
        title={t("steps.preview")}
      />
      <Banner title={t("previewTitle")} className="mb-5">
        {t("previewText")}
      </Banner>
      <PagePreview page={page} firm={firm} locale={locale} />
    </>
  );
}
