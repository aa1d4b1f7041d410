import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ResultFocus } from "@/app/staff/_components/entry/result-focus";
import { RefundButton } from "@/app/staff/_components/refund-button";
import { ResendReceiptButton } from "@/app/staff/_components/resend-receipt-button";
import { SavePayer } from "@/app/staff/_components/save-payer";
import { VoidButton } from "@/app/staff/_components/void-button";
import { NamedAccount } from "@/components/payments/account-tag";
import { CheckButton } from "@/components/payments/check-button";
import { methodText } from "@/components/payments/method-text";
import { PaymentStatus } from "@/components/payments/payment-status";
import { Banner, type BannerTone } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { Sheet } from "@/components/ui/sheet";
import type { Staff } from "@/lib/auth/session";
import { formatMoney } from "@/lib/money/format-money";
import type { EnteredPayment } from "@/lib/payment-forms/model";
import { getPayment } from "@/lib/payments/get-payment";
import type { PaymentDetail } from "@/lib/payments/model";
import { newRequestId } from "@/lib/platform/ids";
import { getRefundAllowance } from "@/lib/refunds/queries";
import { needsSecondPerson } from "@/lib/refunds/rules";
import { findPaymentTrust } from "@/lib/trust/find-payment-trust";
import { checkPaymentAction } from "../../payments/[id]/actions";
import { ResultBank } from "./result-bank";
import { ResultFacts } from "./result-facts";

type Props = { staff: Staff; requestId: string; entered: EnteredPayment };

/** What came of a form: what happened to the money first, then what can be done next. Loading it again shows the same. */
export async function EntryResult({ staff, requestId, entered }: Props) {
  const t = await getTranslations("enterPayment");
  const locale = await getLocale();
  const amount = formatMoney(entered.amountCents, entered.currency, locale);
  const payment = staff.can("payments.view") ? await getPayment(staff.ctx, entered.paymentId) : null;
  const words = await wordsOf(entered, amount, payment);
  return (
    <>
      <PageHead
        look="sum"
        crumbs={[{ href: "/staff/enter-payment", label: t("title") }, { label: entered.number }]}
        crumbsLabel={t("title")}
        over={entered.payerName}
        title={amount}
        lead={
          payment && (
            <span className="head-facts">
              <PaymentStatus status={payment.status} />
              <NamedAccount kind={payment.accountKind} name={payment.accountName} />
            </span>
          )
        }
        actions={<NextSteps entered={entered} payment={payment} />}
      />
      <ResultFocus>
        <Banner
          tone={words.tone}
          title={words.title}
          action={words.mayAsk && <CheckButton paymentId={entered.paymentId} check={checkPaymentAction} />}
          className="mb-5"
        >
          {words.text}
        </Banner>
      </ResultFocus>
      {entered.challengeUrl && <ResultBank requestId={requestId} url={entered.challengeUrl} locale={locale} />}
      {payment ? (
        <div className="columns">
          <ResultFacts payment={payment} staff={staff} savePayer={<SavePayer payment={payment} staff={staff} />} />
          <Corrections payment={payment} staff={staff} />
        </div>
      ) : (
        <p className="text-ink-2">{t("result.hidden", { number: entered.number })}</p>
      )}
    </>
  );
}

type Words = { tone: BannerTone; title: string; text: string; mayAsk?: boolean };

async function wordsOf(entered: EnteredPayment, amount: string, payment: PaymentDetail | null): Promise<Words> {
  const t = await getTranslations("enterPayment.result");
  const common = await getTranslations("common");
  const emails = payment?.receiptEmails.join(", ") ?? "";
  const receipt = payment && (emails ? t("receiptTo", { emails }) : t("noReceipt"));
  switch (entered.status) {
    case "approved":
    case "settled": {
      const method = payment ? methodText(common, payment) : "";
      const done = method ? t("approvedText", { method, name: entered.payerName }) : "";
      return { tone: "ok", title: t("approved", { amount }), text: [done, receipt].filter(Boolean).join(" ") };
    }
    case "pending":
      return {
        tone: "info",
        title: t("pending", { amount }),
        text: [t("pendingText"), receipt].filter(Boolean).join(" "),
      };
    case "created":
    case "processing":
    case "unknown": {
      if (entered.challengeUrl) return { tone: "info", title: t("action", { amount }), text: "" };
      const isUnknown = entered.status === "unknown";
      return {
        tone: "warn",
        title: t(isUnknown ? "unknown" : "open", { amount }),
        text: t(isUnknown ? "unknownText" : "openText"),
        mayAsk: isUnknown,
      };
    }
    default: {
      const status = (await getTranslations("payments.status"))(entered.status);
      return { tone: "info", title: t("other", { amount, status }), text: t("otherText") };
    }
  }
}

async function NextSteps({ entered, payment }: { entered: EnteredPayment; payment: PaymentDetail | null }) {
  const t = await getTranslations("enterPayment.result");
  const common = await getTranslations("common");
  return (
    <>
      {payment?.receiptUrl && (
        <LinkButton href={payment.receiptUrl} icon="file" native newTab>
          {t("receipt")}
        </LinkButton>
      )}
      {payment?.receiptUrl && <PrintButton label={common("print")} />}
      {payment && (
        <LinkButton href={`/staff/enter-payment?from=${entered.paymentId}`} icon="refresh">
          {t("quickPay")}
        </LinkButton>
      )}
      <LinkButton href="/staff/enter-payment" icon="plus" variant="primary">
        {t("next")}
      </LinkButton>
    </>
  );
}

/** Mail the receipt, take the charge back, or give it back; each only where it is possible. */
async function Corrections({ payment, staff }: { payment: PaymentDetail; staff: Staff }): Promise<ReactNode> {
  const { receiptUrl, receiptEmails, isVoidable, refundableCents } = payment;
  const mayCorrect = staff.can("payments.refund") && (isVoidable || refundableCents > 0);
  if (!receiptUrl) return null;
  const t = await getTranslations("enterPayment.result");
  const detail = await getTranslations("payments.detail");
  const common = await getTranslations("common");
  const method = methodText(common, payment);
  const amount = formatMoney(payment.amountCents, payment.currency, await getLocale());
  const trust = await findPaymentTrust(staff.ctx, payment);
  const { aloneCents } = mayCorrect ? await getRefundAllowance(staff.ctx, payment.id) : { aloneCents: null };
  const requestKey = newRequestId();
  const { id: paymentId, currency, accountKind, surchargeCents, amountCents, refundedCents } = payment;
  return (
    <Sheet title={t("correct")} className="no-print">
      <p className="mb-4 text-ink-2 text-sm">{t("correctText")}</p>
      <div className="actions">
        {staff.can("links.send") && <ResendReceiptButton {...{ paymentId, requestKey }} emails={receiptEmails} />}
        {mayCorrect && isVoidable && (
          <VoidButton
            {...{ paymentId, amount, accountKind, method }}
            blocked={needsSecondPerson({ aloneCents }, amountCents) ? detail("voidAboveLimit") : null}
          />
        )}
        {mayCorrect && refundableCents > 0 && (
          <RefundButton
            {...{ paymentId, refundableCents, currency, accountKind, method, surchargeCents, amountCents }}
            {...{ refundedCents, requestKey, aloneCents }}
            trustFreeCents={trust?.freeCents ?? null}
            blocked={null}
          />
        )}
      </div>
    </Sheet>
  );
}
