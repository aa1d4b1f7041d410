import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PagesScreen } from "@/app/staff/_components/payment-pages/pages-screen";
import { requireConnectPage } from "@/app/staff/connect/_components/require-connect-page";
import { requireStaff } from "@/lib/auth/session";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages");
  return { title: t("connect.fullTitle") };
}

export default async function ConnectPagesPage() {
  const { ctx, firm } = await requireStaff("pages.manage");
  await requireConnectPage(ctx);
  return <PagesScreen ctx={ctx} firmSlug={firm.slug} family="connect" />;
}
