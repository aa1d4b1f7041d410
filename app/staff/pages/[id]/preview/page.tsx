import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PreviewScreen } from "@/app/staff/_components/payment-pages/preview-screen";
import { requireStaff } from "@/lib/auth/session";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages.steps");
  return { title: t("preview") };
}

export default async function PaymentPagePreview({ params }: Props) {
  const { ctx, firm } = await requireStaff("pages.manage");
  const { id } = await params;
  return <PreviewScreen {...{ ctx, firm, id }} family="plain" />;
}
