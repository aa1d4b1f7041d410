import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PreviewScreen } from "@/app/staff/_components/payment-pages/preview-screen";
import { requireConnectPage } from "@/app/staff/connect/_components/require-connect-page";
import { requireStaff } from "@/lib/auth/session";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages.steps");
  return { title: t("preview") };
}

export default async function ConnectPagePreview({ params }: Props) {
  const { ctx, firm } = await requireStaff("pages.manage");
  const { id } = await params;
  await requireConnectPage(ctx);
  return <PreviewScreen {...{ ctx, firm, id }} family="connect" />;
}
