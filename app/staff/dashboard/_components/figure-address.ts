import type { DashboardKind } from "@/lib/dashboard/model";
import { TAKEN_STATUSES } from "@/lib/dashboard/rules";
import type { AgingBucket } from "@/lib/pay-links/model";
import type { AccountKind, PaymentPeriod, PaymentSource } from "@/lib/payments/model";

/** What a figure is a sum of, in the words of Payment Manager's filter. */
type Figure = {
  period?: PaymentPeriod;
  from?: string;
  to?: string;
  source?: PaymentSource;
  methodKind?: string;
  account?: string;
  kind?: AccountKind;
};

export type FigureAddress = (figure: Figure) => string;

/** Payment Manager with the payments that a figure adds up, under the kind of money that the dashboard is about. */
export function figureAddressOf(shown: DashboardKind): FigureAddress {
  return ({ kind, ...figure }) => {
    const query = new URLSearchParams({ status: TAKEN_STATUSES.join(",") });
    for (const [name, value] of Object.entries(figure)) if (value) query.set(name, value);
    const accountKind = kind ?? shown;
    if (accountKind) query.set("accountKind", accountKind);
    return `/staff/payments?${query}`;
  };
}

/** Sent Pages with the unpaid links of one age. */
export function linksAddressOf(bucket: AgingBucket | null, kind: DashboardKind): string {
  const query = new URLSearchParams({ status: "outstanding" });
  if (bucket) query.set("due", bucket);
  if (kind) query.set("accountKind", kind);
  return `/staff/send/sent?${query}`;
}

/** The open invoices of one age. */
export function invoicesAddressOf(bucket: AgingBucket, kind: DashboardKind): string {
  const query = new URLSearchParams({ status: "open", age: bucket });
  if (kind) query.set("accountKind", kind);
  return `/staff/invoices?${query}`;
}

/** The schedules that charge within the next 30 days. */
export function schedulesAddressOf(kind: DashboardKind): string {
  return `/staff/schedules?${new URLSearchParams({ coming: "30", ...(kind && { accountKind: kind }) })}`;
}

/** The payers whose Auto-Pays do. Auto-Pays are all of operating money. */
export function autoPayersAddressOf(): string {
  return `/staff/payers?${new URLSearchParams({ autoPay: "30" })}`;
}
