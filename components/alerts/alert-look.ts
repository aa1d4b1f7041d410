import type { IconName } from "@/components/ui/icon";
import type { StatusTone } from "@/components/ui/status";
import type { AlertKind } from "@/lib/alerts/model";

/** Mark and tone of each kind; the words stand beside it. */
export const ALERT_LOOK: Record<AlertKind, { icon: IconName; tone: StatusTone }> = {
  payment_unknown: { icon: "info", tone: "warn" },
  echeck_returned: { icon: "return", tone: "danger" },
  dispute_opened: { icon: "flag", tone: "dispute" },
  dispute_lost: { icon: "flag", tone: "danger" },
  trust_to_replace: { icon: "shield", tone: "danger" },
  trust_negative: { icon: "shield", tone: "danger" },
  books_differ: { icon: "alert", tone: "warn" },
  money_frozen: { icon: "lock", tone: "danger" },
  refund_failed: { icon: "return", tone: "danger" },
  refund_waiting: { icon: "return", tone: "warn" },
  schedule_failed: { icon: "calendar", tone: "danger" },
  auto_pay_failed: { icon: "refresh", tone: "danger" },
  auto_pay_ended: { icon: "calendar", tone: "warn" },
  posting_failed: { icon: "file", tone: "danger" },
  report_failed: { icon: "mail", tone: "warn" },
  audit_broken: { icon: "alert", tone: "danger" },
  endpoint_off: { icon: "link", tone: "warn" },
  connector_down: { icon: "alert", tone: "danger" },
};
