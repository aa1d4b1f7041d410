import { getLocale, getTranslations } from "next-intl/server";
import { RefundButton } from "@/app/staff/_components/refund-button";
import { ResendReceiptButton } from "@/app/staff/_components/resend-receipt-button";
import { VoidButton } from "@/app/staff/_components/void-button";
import { AccountTag } from "@/components/payments/account-tag";
import { methodText } from "@/components/payments/method-text";
import { PaymentStatus } from "@/components/payments/payment-status";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail } from "@/lib/payments/model";
import { needsSecondPerson } from "@/lib/refunds/rules";
import type { PaymentTrust } from "@/lib/trust/find-payment-trust";
import { PrintReceiptButton } from "./print-receipt-button";
import { RefundRequestBanner } from "./refund-request-banner";
import { StandingBanner } from "./standing-banner";

type Props = {
  payment: PaymentDetail;
  /** Of a payment into a trust account. */
  trust: PaymentTrust | null;
  firm: FirmView;
  mayRefund: boolean;
  mayMail: boolean;
  mayTake: boolean;
  now: Date;
  requestKey: string;
  /** What the reader may give back of it without a second person. */
  aloneCents: number | null;
  /** The reader, as the person behind a request is named. */
  person: string;
};

/** Who paid how much, how it stands, and what can be done. */
export async function PaymentHead(props: Props) {
  const { payment, firm, mayMail, mayTake, now } = props;
  const locale = await getLocale();
  const t = await getTranslations("payments");
  const method = methodText(await getTranslations("common"), payment);
  return (
    <>
      <PageHead
        look="sum"
        crumbs={[{ href: "/staff/payments", label: t("title") }, { label: payment.number }]}
        crumbsLabel={t("detail.crumbs")}
        over={payment.payerName}
        title={formatMoney(payment.amountCents, payment.currency, locale)}
        lead={
          <span className="head-facts">
            <PaymentStatus status={payment.status} />
            <AccountTag kind={payment.accountKind} />
            <span>
              {method
                ? t("detail.through", { method, source: t(`source.${payment.source}`) })
                : t(`source.${payment.source}`)}
            </span>
          </span>
        }
        actions={hasActions(props) && <HeadActions {...props} method={method} />}
      />
      <RefundRequestBanner payment={payment} firm={firm} mayRefund={props.mayRefund} person={props.person} />
      <StandingBanner payment={payment} firm={firm} now={now} may={{ send: mayMail, take: mayTake }} />
    </>
  );
}

function hasActions({ payment: { receiptUrl, status }, mayTake }: Props): boolean {
  return receiptUrl !== null || (mayTake && (status === "declined" || status === "error"));
}

/** Of money that was taken: its receipt, the same again, the ways back. Of a definite no: the same again. */
async function HeadActions(props: Props & { method: string }) {
  const { payment, trust, mayRefund, mayMail, requestKey, method, aloneCents } = props;
  const { id: paymentId, currency, accountKind, amountCents, surchargeCents, refundedCents } = payment;
  const t = await getTranslations("payments.detail");
  const common = await getTranslations("common");
  const noPermission = mayRefund ? null : t("noRefundPermission");
  if (payment.receiptUrl === null) return <QuickPay {...props} label={t("quickPay")} />;
  return (
    <>
      <LinkButton href={payment.receiptUrl} icon="file" native newTab>
        {t("receipt")}
      </LinkButton>
      {mayMail && <ResendReceiptButton {...{ paymentId, requestKey }} emails={payment.receiptEmails} />}
      <PrintReceiptButton paymentId={paymentId} label={common("print")} />
      <QuickPay {...props} label={t("quickPay")} />
      {/* Without the permission the refund's reason says it for both. */}
      {payment.isVoidable && noPermission === null && (
        <VoidButton
          {...{ paymentId, accountKind, method }}
          amount={formatMoney(amountCents, currency, await getLocale())}
          blocked={needsSecondPerson(props, amountCents) ? t("voidAboveLimit") : null}
        />
      )}
      <RefundButton
        {...{ paymentId, currency, accountKind, method, surchargeCents, amountCents, refundedCents, requestKey }}
        aloneCents={aloneCents}
        refundableCents={payment.refundableCents}
        trustFreeCents={trust?.freeCents ?? null}
        blocked={noPermission ?? (await refundBlock(payment, trust))}
      />
    </>
  );
}

/** Enter Payment with this payment's payer and references. */
function QuickPay({ payment, mayTake, label }: Pick<Props, "payment" | "mayTake"> & { label: string }) {
  return (
    mayTake && (
      <LinkButton href={`/staff/enter-payment?from=${payment.id}`} icon="card">
        {label}
      </LinkButton>
    )
  );
}

/** Why nothing of it can be refunded now, and what can be done instead; null when something can. */
async function refundBlock(payment: PaymentDetail, trust: PaymentTrust | null): Promise<string | null> {
  if (payment.refundableCents > 0) return trust?.freeCents === 0 ? noneCleared(trust) : null;
  const t = await getTranslations("payments.detail");
  const isBeingVoided = payment.voids.some(({ status }) => status === "processing" || status === "unknown");
  if (isBeingVoided) return t("refundBlocked.voiding");
  const key = `refundBlocked.${payment.status}` as never;
  return t.has(key) ? t(key) : t("nothingToRefund");
}

/** Trust money goes back only out of what has cleared of its matter (T11). */
async function noneCleared({ currency }: PaymentTrust): Promise<string> {
  const t = await getTranslations("trust.refund");
  return t("none", { amount: formatMoney(0, currency, await getLocale()) });
}
