import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FirmPage } from "@/components/firm/firm-page";
import { TooManyPage } from "@/components/layout/too-many-page";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { ClosedLink } from "./_components/closed-link";
import { OpenLink } from "./_components/open-link";
import { openToken } from "./_components/open-token";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: textsOf(await requestLocaleOf(), "pay")("payment") };
}

export default async function PayPage({ params }: Props) {
  const { token } = await params;
  const { request, found } = await openToken(token);
  const locale = await requestLocaleOf();
  const t = textsOf(locale, "common");
  if (request.isLimited) return <TooManyPage title={t("tooMany.title")} text={t("tooMany.text")} />;
  if (!found) notFound();
  const { link, firm } = found;
  const isOpen = link.state === "payable" || link.state === "action";
  return (
    <FirmPage firm={firm} locale={locale} t={t} path={`/pay/${token}`} host={request.host} nonce={request.nonce}>
      {isOpen ? (
        <OpenLink token={token} link={link} firm={firm} locale={locale} />
      ) : (
        <ClosedLink token={token} link={link} firm={firm} locale={locale} />
      )}
    </FirmPage>
  );
}
