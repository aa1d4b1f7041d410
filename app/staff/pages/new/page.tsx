import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewPageScreen } from "@/app/staff/_components/payment-pages/new-page-screen";
import { requireStaff } from "@/lib/auth/session";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages");
  return { title: t("new") };
}

export default async function NewPaymentPage() {
  const { ctx, firm } = await requireStaff("pages.manage");
  return <NewPageScreen {...{ ctx, firm }} family="plain" />;
}
