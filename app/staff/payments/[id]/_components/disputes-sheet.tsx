import { getLocale, getTranslations } from "next-intl/server";
import { Ledger, Td, Th } from "@/components/ui/ledger";
import { Sheet } from "@/components/ui/sheet";
import { Status } from "@/components/ui/status";
import { formatDate } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { DisputeRow, PaymentDetail } from "@/lib/payments/model";
import { wordOf } from "./word-of";

const LOOKS = {
  open: { icon: "flag", tone: "dispute" },
  won: { icon: "check-ring", tone: "ok" },
  lost: { icon: "flag", tone: "danger" },
} as const;

/** What the payer's bank asked back, why, until when it must be answered, and how it ended. */
export async function DisputesSheet({ payment, firm }: { payment: PaymentDetail; firm: FirmView }) {
  const t = await getTranslations("payments");
  return (
    <Sheet title={t("detail.disputes")} pad="none">
      <Ledger caption={t("detail.disputes")} indent>
        <thead>
          <tr>
            <Th>{t("detail.disputeColumns.opened")}</Th>
            <Th>{t("detail.disputeColumns.reason")}</Th>
            <Th>{t("detail.disputeColumns.due")}</Th>
            <Th>{t("columns.status")}</Th>
            <Th kind="money">{t("detail.disputeColumns.fee")}</Th>
            <Th kind="money">{t("columns.amount")}</Th>
          </tr>
        </thead>
        <tbody>
          {payment.disputes.map((dispute) => (
            <DisputeLine key={dispute.gatewayRef} dispute={dispute} firm={firm} />
          ))}
        </tbody>
      </Ledger>
    </Sheet>
  );
}

async function DisputeLine({ dispute, firm }: { dispute: DisputeRow; firm: FirmView }) {
  const t = await getTranslations("payments.disputeStatus");
  const locale = await getLocale();
  const day = (at: Date | null) => (at ? formatDate(at, firm.timeZone, locale) : "");
  return (
    <tr>
      <Td>{day(dispute.openedAt)}</Td>
      <Td kind="flow">{await wordOf("disputeReason", dispute.reason)}</Td>
      <Td>{dispute.status === "open" ? day(dispute.evidenceDueAt) : ""}</Td>
      <Td>
        <Status {...LOOKS[dispute.status]}>{t(dispute.status)}</Status>
      </Td>
      <Td kind="money">{dispute.feeCents > 0 ? formatMoney(dispute.feeCents, dispute.currency, locale) : ""}</Td>
      <Td kind="money">{formatMoney(dispute.amountCents, dispute.currency, locale)}</Td>
    </tr>
  );
}
