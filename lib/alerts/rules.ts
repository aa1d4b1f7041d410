import type { Permission } from "@/lib/staff/model";
import { ALERT_KINDS, type AlertKind } from "./model";

/** Who hears of a kind of alert, and who may say that it is settled. */
const NEEDS: Readonly<Record<AlertKind, { see: Permission; resolve: Permission }>> = {
  payment_unknown: { see: "payments.view", resolve: "payments.refund" },
  echeck_returned: { see: "payments.view", resolve: "payments.refund" },
  dispute_opened: { see: "payments.view", resolve: "payments.refund" },
  dispute_lost: { see: "payments.view", resolve: "payments.refund" },
  trust_to_replace: { see: "payments.view", resolve: "payments.refund" },
  trust_negative: { see: "payments.view", resolve: "payments.refund" },
  books_differ: { see: "payments.view", resolve: "settings.manage" },
  money_frozen: { see: "payments.view", resolve: "settings.manage" },
  refund_failed: { see: "payments.view", resolve: "payments.refund" },
  refund_waiting: { see: "payments.refund", resolve: "payments.refund" },
  schedule_failed: { see: "payments.view", resolve: "payments.take" },
  auto_pay_failed: { see: "payments.view", resolve: "payments.take" },
  auto_pay_ended: { see: "payments.view", resolve: "payments.take" },
  posting_failed: { see: "postings.manage", resolve: "postings.manage" },
  report_failed: { see: "reports.manage", resolve: "reports.manage" },
  endpoint_off: { see: "settings.manage", resolve: "settings.manage" },
  audit_broken: { see: "settings.manage", resolve: "settings.manage" },
  connector_down: { see: "postings.manage", resolve: "postings.manage" },
};

/**
 * Kinds that end with their cause only: while a balance is below zero or the books differ, saying "settled" would hide it.
 * They are resolved where the cause is mended; a refund that waits is approved, declined or taken back.
 */
const BY_CAUSE_ONLY: readonly AlertKind[] = [
  "trust_negative",
  "trust_to_replace",
  "books_differ",
  "money_frozen",
  "connector_down",
  "refund_waiting",
];

/** The kinds of which this holder may hear. */
export function visibleKinds(holds: (permission: Permission) => boolean): AlertKind[] {
  return ALERT_KINDS.filter((kind) => holds(NEEDS[kind].see));
}

/** The permission that closing such an alert by hand needs; null when it goes away with its cause only. */
export function permissionToResolve(kind: AlertKind): Permission | null {
  return BY_CAUSE_ONLY.includes(kind) ? null : NEEDS[kind].resolve;
}

export function isAlertKind(kind: string): kind is AlertKind {
  return (ALERT_KINDS as readonly string[]).includes(kind);
}
