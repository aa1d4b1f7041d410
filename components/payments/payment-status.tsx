import { useTranslations } from "next-intl";
import type { IconName } from "@/components/ui/icon";
import { Status, type StatusTone } from "@/components/ui/status";
import type { PaymentStatus as StatusOfPayment } from "@/lib/payments/model";

/** Mark and tone of each state (LOOK 5, Status). Red only where a person must act. */
export const PAYMENT_STATUS_LOOK: Record<StatusOfPayment, { icon: IconName; tone: StatusTone }> = {
  created: { icon: "clock", tone: "warn" },
  processing: { icon: "clock", tone: "warn" },
  approved: { icon: "check", tone: "ok" },
  settled: { icon: "check-ring", tone: "ok" },
  declined: { icon: "cross-ring", tone: "danger" },
  error: { icon: "cross-ring", tone: "off" },
  unknown: { icon: "info", tone: "warn" },
  pending: { icon: "clock", tone: "warn" },
  voided: { icon: "cross-ring", tone: "off" },
  partially_refunded: { icon: "return", tone: "off" },
  refunded: { icon: "return", tone: "off" },
  returned: { icon: "return", tone: "danger" },
  disputed: { icon: "flag", tone: "dispute" },
  dispute_lost: { icon: "flag", tone: "danger" },
};

/** The state of a payment in a word, with its mark. */
export function PaymentStatus({ status }: { status: StatusOfPayment }) {
  const t = useTranslations("payments.status");
  const { icon, tone } = PAYMENT_STATUS_LOOK[status];
  return (
    <Status icon={icon} tone={tone}>
      {t(status)}
    </Status>
  );
}
