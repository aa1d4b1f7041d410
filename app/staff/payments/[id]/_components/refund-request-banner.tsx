import { getLocale, getTranslations } from "next-intl/server";
import { RefundRequestActions } from "@/app/staff/_components/refund-request-actions";
import { Banner } from "@/components/ui/banner";
import { formatShortDateTime } from "@/lib/dates/format-date";
import type { FirmView } from "@/lib/firms/model";
import { formatMoney } from "@/lib/money/format-money";
import type { PaymentDetail } from "@/lib/payments/model";

type Props = { payment: PaymentDetail; firm: FirmView; mayRefund: boolean; person: string };

/** A refund that waits for a second person: who asks, how much, why, and what this reader can do about it. */
export async function RefundRequestBanner({ payment, firm, mayRefund, person }: Props) {
  const request = payment.refundRequests.find(({ status }) => status === "waiting");
  if (!request) return null;
  const locale = await getLocale();
  const t = await getTranslations("payments.refundRequest");
  const amount = formatMoney(request.amountCents, request.currency, locale);
  const { reason, askedName: asker, askedPerson, askedAt } = request;
  const when = formatShortDateTime(askedAt, firm.timeZone, locale);
  const role = person === askedPerson ? "asker" : "second";
  return (
    <Banner
      tone="warn"
      title={t("waiting.title", { amount })}
      action={
        mayRefund && (
          <div className="actions">
            <RefundRequestActions {...{ requestId: request.id, amount, asker, reason, role }} />
          </div>
        )
      }
      className="mb-5"
    >
      {t("waiting.asked", { asker, when })} {reason && t("reasonSaid", { reason })}{" "}
      {t(mayRefund ? `waiting.${role}` : "waiting.reader")}
    </Banner>
  );
}
