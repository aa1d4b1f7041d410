import { OpenedBeacon } from "@/app/_components/paying/opened-beacon";
import { PublicColumns } from "@/components/layout/public-columns";
import { TooManyPage } from "@/components/layout/too-many-page";
import { allowFraming } from "@/lib/http/allow-framing";
import { allowRecaptcha } from "@/lib/http/allow-recaptcha";
import { answerNotFound } from "@/lib/http/answer-status";
import { receivePublicRequest } from "@/lib/http/public-request";
import { pageLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { findPublicPage } from "@/lib/payment-pages/find-public-page";
import { VISITOR_TEXTS } from "@/lib/payment-pages/schemas";
import { randomIds } from "@/lib/platform/ids";
import { FirstStep } from "./first-step";
import { PageFrame } from "./page-frame";
import { PageStatement } from "./page-statement";
import { UnknownPage } from "./unknown-page";

/** By which of the two addresses the page is asked for: its own, or the one that a firm's site may frame. */
export type Frame = "page" | "embed";

type Props = { firm: string; page: string; frame: Frame; query: Record<string, string | string[] | undefined> };

/** What an address may bring along: the numbers that another page, or the firm's own mail, knows already. They are only written into fields. */
const BROUGHT = ["invoiceNumber", "clientRef", "matterRef"] as const;

/** The first step of a payment page: what is paid, and by whom. */
export async function HostedPage({ firm: firmSlug, page: slug, frame, query }: Props) {
  const request = await receivePublicRequest();
  const found = request.isLimited ? null : await findPublicPage(firmSlug, slug);
  const locale = await pageLocaleOf(found?.page.locale ?? "");
  const common = textsOf(locale, "common");
  if (request.isLimited) return <TooManyPage title={common("tooMany.title")} text={common("tooMany.text")} />;
  if (!found) return answerNotFound(<UnknownPage locale={locale} />);
  const { page, firm } = found;
  if (frame === "embed") allowFraming(page.hostSites);
  // The step that pays comes into this document, under the policy of this answer.
  allowRecaptcha(page.captcha);
  const path = `/${frame === "embed" ? "embed" : "pages"}/${firm.slug}/${page.slug}`;
  return (
    <PageFrame {...{ firm, page, locale, frame, path, request }} title={page.heading}>
      <PublicColumns
        statement={<PageStatement page={page} locale={locale} />}
        form={
          <FirstStep {...{ page, firm, locale, frame }} requestId={randomIds.next("req")} prefill={broughtBy(query)} />
        }
      />
      <OpenedBeacon path={`/pages/${firm.slug}/${page.slug}/opened`} />
    </PageFrame>
  );
}

function broughtBy(query: Props["query"]): Record<string, string> {
  const pairs = BROUGHT.flatMap((name) => {
    const value = query[name];
    return typeof value === "string" && value.length <= VISITOR_TEXTS[name] ? [[name, value] as const] : [];
  });
  return Object.fromEntries(pairs);
}
