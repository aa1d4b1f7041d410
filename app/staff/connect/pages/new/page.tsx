import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewPageScreen } from "@/app/staff/_components/payment-pages/new-page-screen";
import { requireConnectPage } from "@/app/staff/connect/_components/require-connect-page";
import { requireStaff } from "@/lib/auth/session";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages");
  return { title: t("connect.new") };
}

export default async function NewConnectPage() {
  const { ctx, firm } = await requireStaff("pages.manage");
  await requireConnectPage(ctx);
  return <NewPageScreen {...{ ctx, firm }} family="connect" />;
}
