import { TooMany } from "@/app/_components/too-many";
import { FirmPage } from "@/components/firm/firm-page";
import { answerNotFound } from "@/lib/http/answer-status";
import { receivePublicRequest } from "@/lib/http/public-request";
import { findPreparedLocale, requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { findPublicReceipt } from "@/lib/receipts/find-public-receipt";
import { ReceiptSheet } from "./_components/receipt-sheet";
import { UnknownReceipt } from "./_components/unknown-receipt";

/** Each visitor gets a page of his own. */
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

export default async function ReceiptPage({ params }: Props) {
  const { token } = await params;
  const request = await receivePublicRequest();
  const locale = findPreparedLocale() ?? (await requestLocaleOf());
  if (request.isLimited) return <TooMany locale={locale} />;
  const found = await findPublicReceipt(token);
  if (!found) return answerNotFound(<UnknownReceipt locale={locale} />);
  return (
    <FirmPage
      firm={found.firm}
      locale={locale}
      t={textsOf(locale, "common")}
      path={`/receipt/${token}`}
      host={request.host}
      nonce={request.nonce}
    >
      <title>{textsOf(locale, "receipt")("facts.number")}</title>
      <ReceiptSheet receipt={found.receipt} firm={found.firm} locale={locale} token={token} />
    </FirmPage>
  );
}
