import type { StatementTexts } from "@/app/_components/paying/pay-view";
import { type Payable, payViewOf } from "@/app/_components/paying/pay-view-of";
import { TooManyPage } from "@/components/layout/too-many-page";
import type { FirmView } from "@/lib/firms/model";
import { allowFraming } from "@/lib/http/allow-framing";
import { allowRecaptcha } from "@/lib/http/allow-recaptcha";
import { answerNotFound } from "@/lib/http/answer-status";
import { receivePublicRequest } from "@/lib/http/public-request";
import type { Locale } from "@/lib/i18n/model";
import { pageLocaleOf } from "@/lib/i18n/request-locale";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import { findPublicSubmission } from "@/lib/payment-pages/find-public-submission";
import type { PublicPage, PublicSubmission } from "@/lib/payment-pages/model";
import { printedOrder } from "@/lib/payment-pages/rules";
import { ClosedSubmission } from "./closed-submission";
import { PageFrame } from "./page-frame";
import { SubmissionView } from "./submission-view";
import { UnknownPage } from "./unknown-page";

type Props = { firm: string; page: string; token: string; frame: "page" | "embed" };

/** The second step of a payment page: pays what was filled in, and says afterwards how it stands. */
export async function HostedPayment({ firm: firmSlug, page: slug, token, frame }: Props) {
  const request = await receivePublicRequest();
  const found = request.isLimited ? null : await findPublicSubmission(token);
  const locale = await pageLocaleOf(found?.page.locale ?? "");
  const common = textsOf(locale, "common");
  if (request.isLimited) return <TooManyPage title={common("tooMany.title")} text={common("tooMany.text")} />;
  if (!found || found.firm.slug !== firmSlug || found.page.slug !== slug)
    return answerNotFound(<UnknownPage locale={locale} />);
  const { submission, page, firm } = found;
  if (frame === "embed") allowFraming(page.hostSites);
  const start = `/${frame === "embed" ? "embed" : "pages"}/${firm.slug}/${page.slug}`;
  const isOpen = submission.state === "payable" || submission.state === "action";
  if (isOpen) allowRecaptcha(submission.captcha);
  return (
    <PageFrame {...{ firm, page, locale, frame, request }} path={`${start}/${token}`} title={page.heading}>
      {isOpen ? (
        <SubmissionView
          {...payViewOf({
            ...{ token, firm, locale, isEmbedded: frame === "embed" },
            payable: payableOf(submission),
            paidBy: "page_submission",
            statement: statementTexts({ submission, page, firm, locale }),
          })}
        />
      ) : (
        <ClosedSubmission {...{ submission, page, firm, locale, start }} here={`${start}/${token}?lang=${locale}`} />
      )}
    </PageFrame>
  );
}

function payableOf(submission: PublicSubmission): Payable {
  return { ...submission, mayPayPart: false, isChallenged: submission.state === "action" };
}

type Facts = { submission: PublicSubmission; page: PublicPage; firm: FirmView; locale: Locale };

function statementTexts({ submission, page, firm, locale }: Facts): StatementTexts {
  const t = textsOf(locale, "pay");
  const amount = formatMoney(submission.amountCents, submission.currency, locale);
  const { invoiceNumber, matterRef, accountKind } = submission;
  const notes = [
    invoiceNumber && t("invoice", { number: invoiceNumber }),
    matterRef && t("matter", { ref: matterRef }),
  ];
  return {
    firm: firm.name,
    forText: t("asks", { name: submission.payerName }),
    amount,
    kind: accountKind,
    saysKind: accountKind === "trust",
    lines: linesOf({ submission, page, firm, locale }, notes.filter(Boolean).join(" \u00b7 "), amount),
    message: "",
  };
}

/** The invoices that are paid, what is bought with its tax, or the one thing that is paid. */
function linesOf({ submission, page, locale }: Facts, note: string, amount: string): StatementTexts["lines"] {
  const { lines, title, currency, invoices } = submission;
  if (invoices.length > 0)
    return invoices.map(({ invoiceNumber, amountCents }) => ({
      title: textsOf(locale, "pay")("invoice", { number: invoiceNumber }),
      note: "",
      amount: formatMoney(amountCents, currency, locale),
    }));
  if (lines.length === 0) return [{ title: title || page.heading, note, amount }];
  const printed = printedOrder(lines, textsOf(locale, "pageForm.order")("tax"));
  return printed.map(({ name, amountCents }, place) => ({
    title: name,
    note: place === 0 ? note : "",
    amount: formatMoney(amountCents, currency, locale),
  }));
}
