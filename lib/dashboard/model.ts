/** What the dashboard shows. Days are ISO dates in the firm's time zone, amounts integer minor units of the firm's currency. */
import type { AgingBucket } from "@/lib/pay-links/model";
import type { AccountKind, PaymentSource } from "@/lib/payments/model";

/** Money that was taken, net of refunds; operating and trust never in one figure. */
export type Volume = { count: number; operatingCents: number; trustCents: number };

export const SPAN_IDS = ["today", "month", "year"] as const;
export type SpanId = (typeof SPAN_IDS)[number];

/** Days, both ends included. */
export type DayRange = { from: string; to: string };

/**
 * A span that ends now, and what it is set beside: the same weekday a week ago, the same days of the month or year a year ago, each up
 * to the present time of day. A firm without payments a year ago has its month set beside the month before.
 */
export type SpanFigures = { id: SpanId; range: DayRange; now: Volume; before: Volume; beforeRange: DayRange };

export type DayVolume = Volume & { day: string };
/** `month` is "2026-11". */
export type MonthVolume = Volume & { month: string };

/** A payment of which nobody knows yet whether it was taken. */
export type UnknownPayment = {
  id: string;
  number: string;
  payerName: string;
  amountCents: number;
  currency: string;
  accountKind: AccountKind;
  createdAt: Date;
};

export type Dashboard = {
  /** The firm's day. */
  today: string;
  /** False until the first payment, whatever became of it, that this actor may see. */
  hasPayments: boolean;
  /** The kinds of accounts that this actor may see, whichever the figures are about. */
  kinds: AccountKind[];
  spans: SpanFigures[];
  /** The last 30 days, oldest first, none left out. */
  days: DayVolume[];
  /** This month and the eleven before it, oldest first. */
  months: MonthVolume[];
  /** Of the last 30 days, greatest first. */
  sources: (Volume & { source: PaymentSource })[];
  /** "card", "echeck". */
  methods: (Volume & { methodKind: string })[];
  accounts: (Volume & { accountId: string; name: string; kind: AccountKind })[];
  /** Unpaid links by age, every bucket, without those of invoices. Counts links, sums what they still ask for. */
  outstanding: OwedVolume[];
  /** Unpaid invoices of the firm's own, likewise; null while it makes none here. */
  invoiced: OwedVolume[] | null;
  expected: Expected;
  /** The oldest few; `unknownCount` is all. */
  unknown: UnknownPayment[];
  unknownCount: number;
};

/** What standing orders charge from today through `until`. Counts their runs. */
export type Expected = {
  until: string;
  schedules: Volume;
  /** The most that caps allow; `openCount` runs pay all that is owed then, a sum nobody knows yet. Null where Connect is off. */
  autoPays: (Volume & { openCount: number }) | null;
};

export type OwedVolume = Volume & { bucket: AgingBucket };

export const DASHBOARD_KINDS = ["", "operating", "trust"] as const;
/** Which money the dashboard is about; empty: all. */
export type DashboardKind = (typeof DASHBOARD_KINDS)[number];
