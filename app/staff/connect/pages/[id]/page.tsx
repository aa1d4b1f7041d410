import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageScreen } from "@/app/staff/_components/payment-pages/page-screen";
import { requireConnectPage } from "@/app/staff/connect/_components/require-connect-page";
import { requireStaff } from "@/lib/auth/session";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("paymentPages");
  return { title: t("connect.fullTitle") };
}

export default async function ConnectPageScreen({ params }: Props) {
  const { ctx, firm } = await requireStaff("pages.manage");
  const { id } = await params;
  await requireConnectPage(ctx);
  return <PageScreen {...{ ctx, firm, id }} family="connect" />;
}
