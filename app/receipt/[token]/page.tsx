import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FirmPage } from "@/components/firm/firm-page";
import { TooManyPage } from "@/components/layout/too-many-page";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { openToken } from "./_components/open-token";
import { ReceiptSheet } from "./_components/receipt-sheet";

/** Each visitor gets a page of his own. */
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: textsOf(await requestLocaleOf(), "receipt")("facts.number") };
}

export default async function ReceiptPage({ params }: Props) {
  const { token } = await params;
  const { request, found } = await openToken(token);
  const locale = await requestLocaleOf();
  const t = textsOf(locale, "common");
  if (request.isLimited) return <TooManyPage title={t("tooMany.title")} text={t("tooMany.text")} />;
  if (!found) notFound();
  return (
    <FirmPage
      firm={found.firm}
      locale={locale}
      t={t}
      path={`/receipt/${token}`}
      host={request.host}
      nonce={request.nonce}
    >
      <ReceiptSheet receipt={found.receipt} firm={found.firm} locale={locale} token={token} />
    </FirmPage>
  );
}
