import { getLocale, getTranslations } from "next-intl/server";
import type { IconName } from "@/components/ui/icon";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { Status, type StatusTone } from "@/components/ui/status";
import { formatShortDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail, RefundRequestRow } from "@/lib/payments/model";

const LOOK: Record<RefundRequestRow["status"], { icon: IconName; tone: StatusTone }> = {
  waiting: { icon: "clock", tone: "warn" },
  approved: { icon: "check", tone: "ok" },
  declined: { icon: "cross-ring", tone: "danger" },
  cancelled: { icon: "close", tone: "off" },
  lapsed: { icon: "stop", tone: "off" },
};

/** What was asked of a second person, and what they said. No sum stands below: money that moved is under Refunds. */
export async function RefundRequestsSheet({ payment, firm }: { payment: PaymentDetail; firm: FirmView }) {
  const locale = await getLocale();
  const t = await getTranslations("payments");
  const time = (at: Date) => formatShortDateTime(at, firm.timeZone, locale);
  return (
    <Sheet title={t("refundRequest.sheet")} pad="none">
      <Ledger caption={t("refundRequest.sheet")} indent>
        <thead>
          <tr>
            <Th>{t("columns.date")}</Th>
            <Th>{t("refundRequest.askedBy")}</Th>
            <Th>{t("columns.status")}</Th>
            <Th kind="money">{t("columns.amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {payment.refundRequests.map((request) => (
            <tr key={request.id}>
              <Td>{time(request.askedAt)}</Td>
              <Td kind="flow">
                {request.askedName}
                {request.reason && <span className="block text-ink-2 text-xs">{request.reason}</span>}
              </Td>
              <Td kind="flow">
                <Status {...LOOK[request.status]}>{t(`refundRequest.status.${request.status}`)}</Status>
                {request.decidedAt && (
                  <span className="block text-ink-2 text-xs">
                    {request.status === "lapsed"
                      ? t("refundRequest.lapsedText", { when: time(request.decidedAt) })
                      : t("refundRequest.decided", { name: request.decidedName, when: time(request.decidedAt) })}{" "}
                    {request.note}
                  </span>
                )}
              </Td>
              <Td kind="money">{formatMoney(request.amountCents, request.currency, locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}
