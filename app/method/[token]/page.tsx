import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FirmPage } from "@/components/firm/firm-page";
import { TooManyPage } from "@/components/layout/too-many-page";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { ClosedRequest } from "./_components/closed-request";
import { OpenRequest } from "./_components/open-request";
import { openToken } from "./_components/open-token";

/** Each visitor gets a page of his own. */
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: textsOf(await requestLocaleOf(), "method.page")("documentTitle") };
}

export default async function MethodPage({ params }: Props) {
  const { token } = await params;
  const { request, found } = await openToken(token);
  const locale = await requestLocaleOf();
  const t = textsOf(locale, "common");
  if (request.isLimited) return <TooManyPage title={t("tooMany.title")} text={t("tooMany.text")} />;
  if (!found) notFound();
  const props = { token, request: found.request, firm: found.firm, locale };
  const isOpen = found.request.state === "open" || found.request.state === "action";
  return (
    <FirmPage
      firm={found.firm}
      locale={locale}
      t={t}
      path={`/method/${token}`}
      host={request.host}
      nonce={request.nonce}
    >
      {isOpen ? <OpenRequest {...props} /> : <ClosedRequest {...props} />}
    </FirmPage>
  );
}
