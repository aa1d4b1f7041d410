import { getLocale, getTranslations } from "next-intl/server";
import { AccountTag } from "@/components/payments/account-tag";
import { methodText } from "@/components/payments/method-text";
import { PaymentStatus } from "@/components/payments/payment-status";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHead } from "@/components/ui/page-head";
import { PrintButton } from "@/components/ui/print-button";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail } from "@/lib/payments/model";
import { RefundButton } from "./refund-button";
import { ResendReceiptButton } from "./resend-receipt-button";

type Props = { payment: PaymentDetail; mayRefund: boolean; mayMail: boolean; requestKey: string };

/** Who paid how much, how it stands, and what can be done. */
export async function PaymentHead({ payment, mayRefund, mayMail, requestKey }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("payments");
  const common = await getTranslations("common");
  const method = methodText(common, payment);
  const nothingLeft = payment.refundableCents === 0 ? t("detail.nothingToRefund") : null;
  const blocked = mayRefund ? nothingLeft : t("detail.noRefundPermission");
  const wasTaken = payment.receiptUrl !== null;
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
        actions={
          wasTaken && (
            <>
              {payment.receiptUrl && (
                <LinkButton href={payment.receiptUrl} icon="file" native newTab>
                  {t("detail.receipt")}
                </LinkButton>
              )}
              {mayMail && (
                <ResendReceiptButton paymentId={payment.id} emails={payment.receiptEmails} requestKey={requestKey} />
              )}
              <PrintButton label={common("print")} />
              <RefundButton
                paymentId={payment.id}
                refundableCents={payment.refundableCents}
                currency={payment.currency}
                accountKind={payment.accountKind}
                method={method}
                blocked={blocked}
                requestKey={requestKey}
              />
            </>
          )
        }
      />
      {(payment.status === "unknown" || payment.status === "processing") && (
        <Banner tone="warn" title={t("detail.unknownBanner.title")} className="mb-5">
          {t("detail.unknownBanner.text")}
        </Banner>
      )}
    </>
  );
}
