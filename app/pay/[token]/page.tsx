import { TooMany } from "@/app/_components/too-many";
import { FirmPage } from "@/components/firm/firm-page";
import { answerNotFound } from "@/lib/http/answer-status";
import { findPreparedLocale, requestLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { ClosedLink } from "./_components/closed-link";
import { OpenLink } from "./_components/open-link";
import { openToken } from "./_components/open-token";
import { UnknownLink } from "./_components/unknown-link";

/** Each visitor gets a page of his own. */
export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

export default async function PayPage({ params }: Props) {
  const { token } = await params;
  const { request, found } = await openToken(token);
  const locale = findPreparedLocale() ?? (await requestLocaleOf());
  const t = textsOf(locale, "common");
  if (request.isLimited) return <TooMany locale={locale} />;
  if (!found) return answerNotFound(<UnknownLink locale={locale} />);
  const { link, firm } = found;
  const isOpen = link.state === "payable" || link.state === "action";
  return (
    <FirmPage
      firm={firm}
      locale={locale}
      t={t}
      path={`/pay/${token}`}
      host={request.host}
      nonce={request.nonce}
      disclaimer={firm.disclaimer}
    >
      <title>{textsOf(locale, "pay")("payment")}</title>
      {isOpen ? (
        <OpenLink token={token} link={link} firm={firm} locale={locale} />
      ) : (
        <ClosedLink token={token} link={link} firm={firm} locale={locale} />
      )}
    </FirmPage>
  );
}
