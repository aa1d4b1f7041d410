import type { MonthDay, ScheduleCalendar } from "@/lib/schedules/model";

/** Pure words of Auto-Pays: standing orders on the open invoices of the matter system. Amounts are integer minor units. */

/** `draft`: nothing runs until it is saved for the first time. `cancelled` is for good; an `ended` one can be renewed. */
export const AUTO_PAY_STATUSES = ["draft", "active", "paused", "ended", "cancelled"] as const;
export type AutoPayStatus = (typeof AUTO_PAY_STATUSES)[number];

/** `year`: a client or matter is paid for one year at a time. */
export type AutoPayEnd = "year" | "invoices_paid" | "single_run";

/** `open`: to be tried. `charging`: at the gateway, or its answer is awaited. The rest is over. */
export const RUN_STATUSES = ["open", "charging", "paid", "nothing_due", "failed", "skipped"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Why a run waits; it ends with its day. */
export const WAIT_REASONS = [
  "connector_down",
  "connector_slow",
  "connector_failed",
  "money_frozen",
  "balances_moving",
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

/** Why a run failed or was left out, beside the gateway's own decline codes. */
export const FAIL_REASONS = [
  ...WAIT_REASONS,
  "declined",
  "never_taken",
  "returned",
  "dispute_lost",
  "voided",
  "payer_archived",
  "method_not_active",
  "method_expired",
  "method_blocked",
  "method_not_accepted",
  "method_tried_often",
  "nothing_enrolled",
  "other_connection",
  "too_late",
  "superseded",
  "stopped",
] as const;
export type FailReason = (typeof FAIL_REASONS)[number];

/** Names one run: "auto-pay:apy_1:2026-12-01"; a round after a definite no has its number behind it. */
export type RunKey = { autoPayId: string; runOn: string; round: number };

/** Invoices that one run can pay; what is left comes with the next one. */
export const MOST_LINES = 500;
/** Balances that are older than this when money is to be claimed are read anew. */
export const BALANCE_LIFE_MS = 2 * 60_000;
/** A run that nobody began within so many days is not made up for. */
export const LATE_DAYS = 3;
/** Runs that a preview shows. */
export const PREVIEW_RUNS = 6;

/** What is paid, when, and how much at once. */
export type AutoPayTerms = {
  methodId: string;
  accountId: string;
  name: string;
  /** Travels to the matter system; never shown to the client. */
  arMessage: string;
  frequency: ScheduleCalendar["frequency"];
  /** ISO date in the firm's zone. */
  startDate: string;
  days: readonly MonthDay[];
  /** Null: all that is outstanding. */
  capCents: number | null;
  /** Also the parts of shared bills that are billed to others than the client. */
  paysOthers: boolean;
};

/** One line of the list on the payer's tab. */
export type AutoPayRow = AutoPayTerms & {
  id: string;
  payerId: string;
  payerName: string;
  status: AutoPayStatus;
  endReason: AutoPayEnd | "";
  currency: string;
  accountName: string;
  method: { brand: string; last4: string; isUsable: boolean };
  nextRunOn: string | null;
  /** The first day on which it does not run any more; null where only invoices are enrolled. */
  endsOn: string | null;
  enrolled: number;
  lastRun: AutoPayRun | null;
  createdAt: Date;
};

export type AutoPayRun = {
  runOn: string;
  status: RunStatus;
  reason: string;
  amountCents: number;
  nextTryAt: Date | null;
  paymentId: string | null;
  paymentNumber: string | null;
  /** How that payment stands now: it may have been refunded or disputed since. */
  paymentStatus: string | null;
};

/** One thing that happened, newest first on the screen. `runOn`: the run it belongs to. */
export type AutoPayEvent = {
  at: Date;
  kind: string;
  runOn: string | null;
  actorName: string;
  detail: Record<string, string>;
};

export type AutoPayDetail = AutoPayRow & {
  connectionId: string;
  /** "Elite 3E" */
  systemName: string;
  startedOn: string;
  revision: number;
  associationIds: string[];
  acknowledgement: { text: string; byName: string; at: Date } | null;
  runs: AutoPayRun[];
  events: AutoPayEvent[];
};

/** One invoice of a plan. */
export type PlannedLine = {
  key: string;
  invoiceNumber: string;
  matterNumber: string;
  matterName: string;
  clientNumber: string;
  payorName: string;
  datedOn: string | null;
  /** As the matter system has it. */
  balanceCents: number;
  /** Paid here and not yet seen there. */
  unconfirmedCents: number;
  amountCents: number;
};

/** Why an open invoice is not paid by a run. */
export type LeftOut = {
  invoiceNumber: string;
  matterNumber: string;
  owedCents: number;
  currency: string;
  reason: LeftOutReason;
};
export type LeftOutReason = "other_payor" | "other_currency" | "on_its_way";

/** `isRest`: what stays owed after it because of the cap. */
export type RunPlan = { lines: PlannedLine[]; totalCents: number; restCents: number };

export type PlannedRun = RunPlan & { runOn: string };

/** What the next runs would charge if nothing changed until then. */
export type AutoPayPreview =
  | { kind: "unreachable"; reason: string; systemName: string }
  | {
      kind: "known";
      systemName: string;
      /** When the balances were read. */
      at: string;
      currency: string;
      /** What a run at this moment would charge. */
      now: RunPlan;
      runs: PlannedRun[];
      leftOut: LeftOut[];
      /** There are more open invoices than were read. */
      hasMore: boolean;
    };

/** What a payer was told of a debit whose sum varies, before it. */
export type Announcement = {
  amountCents: number;
  /** "204077, 204118"; empty where nothing was owed. */
  invoices: string;
  /** So many days before as the law asks: no more than this is taken. */
  isInTime: boolean;
};

/** A payer is told the sum and day of a debit that varies so many days before it (Reg E 1005.10(d)). */
export const NOTICE_DAYS = 10;
