import { TooMany } from "@/app/_components/too-many";
import { FirmPage, firmFrameOf } from "@/components/firm/firm-page";
import { BrandStyle } from "@/components/layout/brand-style";
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
  const frame = { firm, locale, t, path: `/pay/${token}`, host: request.host, disclaimer: firm.disclaimer };
  const title = <title>{textsOf(locale, "pay")("payment")}</title>;
  if (link.state === "payable" || link.state === "action")
    return (
      <>
        {title}
        <BrandStyle values={firm.brand} nonce={request.nonce} />
        <OpenLink token={token} link={link} firm={firm} locale={locale} frame={firmFrameOf(frame)} />
      </>
    );
  return (
    <FirmPage {...frame} nonce={request.nonce}>
      {title}
      <ClosedLink token={token} link={link} firm={firm} locale={locale} />
    </FirmPage>
  );
}
