import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FirmPage } from "@/components/firm/firm-page";
import { TooManyPage } from "@/components/layout/too-many-page";
import { requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { InvoiceView } from "./_components/invoice-view";
import { openToken } from "./_components/open-token";
import { ViewedBeacon } from "./_components/viewed-beacon";

/** Each visitor gets a page of his own. */
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: textsOf(await requestLocaleOf(), "invoices")("title") };
}

export default async function PublicInvoicePage({ params }: Props) {
  const { token } = await params;
  const { request, found } = await openToken(token);
  const locale = await requestLocaleOf();
  const t = textsOf(locale, "common");
  if (request.isLimited) return <TooManyPage title={t("tooMany.title")} text={t("tooMany.text")} />;
  if (!found) notFound();
  const { invoice, firm } = found;
  return (
    <FirmPage
      firm={firm}
      locale={locale}
      t={t}
      path={`/invoice/${token}`}
      host={request.host}
      nonce={request.nonce}
      disclaimer={firm.disclaimer}
    >
      <InvoiceView invoice={invoice} firm={firm} locale={locale} token={token} />
      <ViewedBeacon path={`/invoice/${token}/opened`} />
    </FirmPage>
  );
}
