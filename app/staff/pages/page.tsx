import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PagesScreen } from "@/app/staff/_components/payment-pages/pages-screen";
import { requireStaff } from "@/lib/auth/session";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages");
  return { title: t("title") };
}

export default async function PaymentPagesPage() {
  const { ctx, firm } = await requireStaff("pages.manage");
  return <PagesScreen ctx={ctx} firmSlug={firm.slug} family="plain" />;
}
