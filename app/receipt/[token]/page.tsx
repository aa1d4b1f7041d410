import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FirmPage } from "@/components/firm/firm-page";
import { receivePublicRequest } from "@/lib/http/public-request";
import { findPublicReceipt } from "@/lib/receipts/find-public-receipt";
import { ReceiptSheet } from "./_components/receipt-sheet";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("receipt");
  return { title: t("facts.number") };
}

export default async function ReceiptPage({ params }: Props) {
  const { token } = await params;
  const request = await receivePublicRequest();
  const found = await findPublicReceipt(token, request.ip);
  if (!found) notFound();
  return (
    <FirmPage firm={found.firm} path={`/receipt/${token}`} host={request.host} nonce={request.nonce}>
      <ReceiptSheet receipt={found.receipt} firm={found.firm} />
    </FirmPage>
  );
}
