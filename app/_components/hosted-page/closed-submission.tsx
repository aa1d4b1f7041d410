import { LookAgain } from "@/app/_components/paying/look-again";
import { OutcomePage } from "@/components/layout/outcome-page";
import { LinkButton } from "@/components/ui/link-button";
import { formatDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import { formatMoney } from "@/lib/money/format-money";
import type { PublicPage, PublicSubmission } from "@/lib/payment-pages/model";

type Props = {
  submission: PublicSubmission;
  page: PublicPage;
  firm: FirmView;
  locale: Locale;
  /** Address of the first step. */
  start: string;
  /** This address, to look again. */
  here: string;
};

/** What was filled in and cannot be paid now: what happened to the money first, then what to do. */
export function ClosedSubmission(props: Props) {
  const { submission, firm, locale, start, here } = props;
  const t = textsOf(locale, "pageForm");
  const dead = textsOf(locale, "pay.dead");
  const note = dead("question", { phone: firm.phone, email: firm.email });
  const again = (
    <LinkButton href={here} native>
      {dead("lookAgain")}
    </LinkButton>
  );
  const anew = (
    <LinkButton href={`${start}?lang=${locale}`} native variant="primary">
      {t("startAgain")}
    </LinkButton>
  );
  switch (submission.state) {
    case "expired":
      return (
        <OutcomePage tone="warn" title={t("expired.title")} actions={anew} note={note}>
          {t("expired.text", { date: formatDateTime(submission.expiresAt, firm.timeZone, locale) })}
        </OutcomePage>
      );
    case "sold_out": {
      const words = submission.invoices.length > 0 ? "takenInvoices" : "soldOut";
      return (
        <OutcomePage tone="warn" title={t(`${words}.title`)} actions={anew} note={note}>
          {t(`${words}.text`)}
        </OutcomePage>
      );
    }
    case "replaced":
      return (
        <OutcomePage tone="off" title={t("replaced.title")} actions={anew} note={note}>
          {t("replaced.text")}
        </OutcomePage>
      );
    case "checking":
      return (
        <OutcomePage tone="info" title={dead("checkingTitle")} actions={again} note={note}>
          {submission.outcomeEmail
            ? dead("checkingText", { email: submission.outcomeEmail })
            : dead("checkingTextNoMail")}
        </OutcomePage>
      );
    case "processing":
      return (
        <OutcomePage tone="info" title={dead("processingTitle")} actions={again}>
          {dead("processingText")}
          <LookAgain />
        </OutcomePage>
      );
    default:
      return <PaidSubmission {...props} note={note} />;
  }
}

/** Money was taken on it, and may have gone back since. The receipt says how it stands. */
function PaidSubmission({ submission, page, firm, locale, start, note }: Props & { note: string }) {
  const t = textsOf(locale, "pageForm");
  const dead = textsOf(locale, "pay.dead");
  const { state, receiptToken, closedAt } = submission;
  const amount = formatMoney(submission.amountPaidCents, submission.currency, locale);
  const date = closedAt ? formatDateTime(closedAt, firm.timeZone, locale) : "";
  const actions = (
    <>
      {receiptToken && (
        // A receipt is never framed: from a page within a firm's own site it opens beside it.
        <LinkButton href={`/receipt/${receiptToken}?lang=${locale}`} native variant="primary" newTab>
          {dead("paidReceipt")}
        </LinkButton>
      )}
      <LinkButton href={`${start}?lang=${locale}`} native>
        {t("payAgain")}
      </LinkButton>
    </>
  );
  if (state === "returned" || state === "voided")
    return (
      <OutcomePage tone={state === "returned" ? "danger" : "off"} title={dead(`${state}Title`)} {...{ actions, note }}>
        {t(`${state}Text`, { amount })}
      </OutcomePage>
    );
  const text = () => {
    if (state === "clearing") return t("paid.clearingText", { amount, date });
    if (state === "refunded") return dead("refundedText", { amount, date });
    return state === "partly_refunded"
      ? dead("partlyRefundedText", { amount, date })
      : t("paid.text", { amount, date });
  };
  return (
    <OutcomePage tone="ok" title={t("paid.title")} {...{ actions, note }}>
      {text()}
      {page.confirmationText && <span className="mt-3 block whitespace-pre-line">{page.confirmationText}</span>}
    </OutcomePage>
  );
}
