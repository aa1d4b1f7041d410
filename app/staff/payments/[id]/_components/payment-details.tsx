import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { methodText } from "@/components/payments/method-text";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import { LinkButton } from "@/components/ui/link-button";
import { Sheet } from "@/components/ui/sheet";
import { formatDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail } from "@/lib/payments/model";

type Props = {
  payment: PaymentDetail;
  firm: FirmView;
  /** The firm's own fields, by their labels. */
  custom: readonly { name: string; value: string }[];
  /** Beside the name of somebody who is no payer yet. */
  savePayer: ReactNode;
};

/** Every fact of the payment, in two columns. */
export async function PaymentDetails({ payment, firm, custom, savePayer }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("payments");
  const common = await getTranslations("common");
  const receipt = await getTranslations("receipt");
  const reasonKey = `declineReason.${payment.declineCode}` as never;
  const left = [
    {
      name: t("detail.facts.payment"),
      value: <Copyable text={payment.number} label={common("copy")} copied={common("copied")} />,
    },
    { name: t("detail.facts.receipt"), value: payment.receiptNumber },
    { name: t("detail.facts.created"), value: formatDateTime(payment.createdAt, firm.timeZone, locale) },
    {
      name: t("detail.facts.link"),
      value: payment.linkId && <Link href={`/staff/send/sent/${payment.linkId}`}>{payment.linkNumber}</Link>,
    },
    { name: t("detail.facts.emails"), value: payment.receiptEmails.join(", ") || t("detail.facts.noEmails") },
    {
      name: t("detail.facts.invoice"),
      value: payment.invoiceId ? (
        <Link href={`/staff/invoices/${payment.invoiceId}`}>{payment.invoiceNumber}</Link>
      ) : (
        payment.invoiceNumber
      ),
    },
    { name: t("detail.facts.client"), value: payment.clientRef },
    { name: t("detail.facts.matter"), value: payment.matterRef },
    ...custom,
  ];
  const right = [
    { name: t("detail.facts.payer"), value: <PayerName payment={payment} savePayer={savePayer} /> },
    { name: t("detail.facts.method"), value: methodText(common, payment) },
    { name: t("detail.facts.billing"), value: linesOf(payment.billingLines) },
    {
      name: t("detail.facts.declined"),
      value: payment.declineCode && (t.has(reasonKey) ? t(reasonKey) : payment.declineCode),
    },
    { name: t("detail.facts.authorization"), value: payment.authCode },
    {
      name: t("detail.facts.gateway"),
      value: (
        <>
          {payment.gateway}
          {payment.gatewayRef && (
            <>
              , <span className="text-xs">{payment.gatewayRef}</span>
            </>
          )}
        </>
      ),
    },
    {
      name: t("detail.facts.surcharge"),
      value: payment.surchargeCents > 0 ? formatMoney(payment.surchargeCents, payment.currency, locale) : null,
    },
    {
      name: t("detail.facts.fee"),
      value: payment.feeCents === null ? null : formatMoney(payment.feeCents, payment.currency, locale),
    },
    { name: t("detail.facts.source"), value: t(`source.${payment.source}`) },
    { name: t("detail.facts.attempt"), value: payment.attempt > 1 ? String(payment.attempt) : null },
  ];
  return (
    <Sheet
      title={t("detail.details")}
      aside={
        payment.receiptNumber && (
          <LinkButton
            href={`/staff/payments/${payment.id}/evidence`}
            icon="file"
            variant="quiet"
            size="sm"
            native
            newTab
          >
            {receipt("evidence.button")}
          </LinkButton>
        )
      }
    >
      <div className="facts-pair">
        <Facts facts={left} />
        <Facts facts={right} />
      </div>
    </Sheet>
  );
}

function linesOf(texts: readonly string[]): ReactNode {
  if (texts.length === 0) return null;
  return texts.map((text) => (
    <span key={text} className="block">
      {text}
    </span>
  ));
}

function PayerName({ payment, savePayer }: Pick<Props, "payment" | "savePayer">) {
  if (payment.payerId)
    return <Link href={`/staff/payers/${payment.payerId}`}>{payment.payerName || payment.payerId}</Link>;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {payment.payerName} {savePayer}
    </span>
  );
}

function Copyable({ text, label, copied }: { text: string; label: string; copied: string }) {
  return (
    <span className="copyable">
      {text} <CopyButton text={text} label={label} copiedText={copied} size="sm" variant="quiet" iconOnly />
    </span>
  );
}
