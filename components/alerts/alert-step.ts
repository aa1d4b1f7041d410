import type { AlertKind } from "@/lib/alerts/model";
import type { Permission } from "@/lib/staff/model";

type AlertStep = {
  label: "api" | "audit" | "books" | "connect" | "postings" | "reports" | "trust";
  href: string;
  needs: Permission;
};

const BOOKS: AlertStep = { label: "books", href: "/staff/settings/books", needs: "settings.manage" };
const TRUST: AlertStep = { label: "trust", href: "/staff/payments/trust", needs: "payments.view" };

/** Where an alert of this kind is looked after, for those kinds that have a page of their own. Labels are in alerts.step. */
export const ALERT_STEP: Partial<Record<AlertKind, AlertStep>> = {
  books_differ: BOOKS,
  money_frozen: BOOKS,
  trust_to_replace: TRUST,
  trust_negative: TRUST,
  connector_down: { label: "connect", href: "/staff/connect/settings", needs: "settings.manage" },
  audit_broken: { label: "audit", href: "/staff/settings/audit", needs: "settings.manage" },
  endpoint_off: { label: "api", href: "/staff/settings/api", needs: "settings.manage" },
  report_failed: { label: "reports", href: "/staff/exports/reports", needs: "reports.manage" },
  posting_failed: { label: "postings", href: "/staff/connect/postings", needs: "postings.manage" },
};
