import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FirmPage } from "@/components/firm/firm-page";
import { receivePublicRequest } from "@/lib/http/public-request";
import { findPublicLink } from "@/lib/pay-links/find-public-link";
import { ClosedLink } from "./_components/closed-link";
import { OpenLink } from "./_components/open-link";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pay");
  return { title: t("payment") };
}

export default async function PayPage({ params }: Props) {
  const { token } = await params;
  const request = await receivePublicRequest();
  const found = await findPublicLink(token, request.ip);
  if (!found) notFound();
  const { link, firm } = found;
  const isOpen = link.state === "payable" || link.state === "action";
  return (
    <FirmPage firm={firm} path={`/pay/${token}`} host={request.host} nonce={request.nonce}>
      {isOpen ? (
        <OpenLink token={token} link={link} firm={firm} />
      ) : (
        <ClosedLink link={link} firm={firm} token={token} />
      )}
    </FirmPage>
  );
}
