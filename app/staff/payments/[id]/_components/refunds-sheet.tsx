import { getLocale, getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { formatShortDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail } from "@/lib/payments/model";
import { wordOf } from "./word-of";

/** What went back, and what is left: the parts add up to the payment. */
export async function RefundsSheet({ payment, firm }: { payment: PaymentDetail; firm: FirmView }) {
  const locale = await getLocale();
  const t = await getTranslations("payments");
  return (
    <Sheet title={t("detail.refunds")} pad="none">
      <Ledger caption={t("detail.refunds")} indent>
        <thead>
          <tr>
            <Th>{t("columns.date")}</Th>
            <Th>{t("refundDialog.reason")}</Th>
            <Th>{t("columns.status")}</Th>
            <Th kind="money">{t("columns.amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {payment.refunds.map(async (refund) => (
            <tr key={refund.id}>
              <Td>{formatShortDateTime(refund.createdAt, firm.timeZone, locale)}</Td>
              <Td kind="flow">{refund.reason}</Td>
              <Td kind="flow">
                {t(`refundStatus.${refund.status}`)}
                {refund.refusalCode && (
                  <span className="block text-ink-2 text-xs">{await wordOf("refusal", refund.refusalCode)}</span>
                )}
              </Td>
              <Td kind="money">{formatMoney(-refund.amountCents, refund.currency, locale)}</Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <Td>{t("status.refunded")}</Td>
            <Td />
            <Td />
            <Td kind="money" total>
              {formatMoney(-payment.refundedCents, payment.currency, locale)}
            </Td>
          </tr>
        </tfoot>
      </Ledger>
    </Sheet>
  );
}
