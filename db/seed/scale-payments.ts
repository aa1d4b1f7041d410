import type { PaymentSource, PaymentStatus } from "@/lib/payments/model";
import type { CopyValue } from "./copy-rows";
import { CURRENCY, GATEWAY, type SeedFirm } from "./firms";
import type { Random } from "./random";
import { pickPerson, type ScalePerson } from "./scale-people";

const DAY_MS = 86_400_000;

export const SCALE_COLUMNS = [
  ...["firm_id", "id", "number", "source", "status", "obligation", "attempt", "account_id", "amount_cents"],
  ...["refunded_cents", "surcharge_cents", "fee_cents", "currency", "payer_id", "payer_name", "receipt_emails"],
  ...["invoice_number", "client_ref", "matter_ref", "note", "custom_fields", "gateway", "method_token", "gateway_ref"],
  ...["auth_code", "method_kind", "method_brand", "method_last4", "method_funding", "decline_code", "return_code"],
  ...["submitted_at", "check_at", "created_by", "created_at", "approved_at", "settled_at"],
];

export type ScaleStory = {
  random: Random;
  firm: SeedFirm;
  people: readonly ScalePerson[];
  /** Of the firm's own fields: one that a tenth of the payments has. */
  fieldId: string;
  fieldValues: readonly string[];
  now: Date;
  from: Date;
  count: number;
  nextNumber: (at: Date) => string;
};

const SOURCES: readonly (readonly [PaymentSource, number])[] = [
  ["quick_link", 25],
  ["enter_payment", 22],
  ["payment_page", 20],
  ["connect_link", 8],
  ["connect_entry", 6],
  ["invoice", 6],
  ["schedule", 5],
  ["auto_pay", 4],
  ["bulk_link", 2],
  ["quick_pay", 1],
  ["api", 1],
];
const BRANDS: readonly (readonly [string, number])[] = [
  ["visa", 55],
  ["mastercard", 28],
  ["amex", 11],
  ["discover", 6],
];
const DECLINES: readonly (readonly [string, number])[] = [
  ["insufficient_funds", 45],
  ["declined", 35],
  ["expired_card", 12],
  ["processing_error", 6],
  ["stolen_card", 2],
];
const FATES: Record<"card" | "echeck" | "trust", readonly (readonly [PaymentStatus, number])[]> = {
  card: [
    ["settled", 890],
    ["declined", 70],
    ["refunded", 14],
    ["partially_refunded", 11],
    ["voided", 8],
    ["error", 4],
    ["disputed", 2],
    ["dispute_lost", 1],
  ],
  echeck: [
    ["settled", 965],
    ["returned", 18],
    ["refunded", 8],
    ["partially_refunded", 6],
    ["error", 3],
  ],
  // What trust money went through is in its ledger too, which is written from these rows: they stay simple.
  trust: [
    ["settled", 940],
    ["declined", 60],
  ],
};
const NOTES = ["Called to confirm", "Split with the co-tenant", "Retainer top-up", "Paid at the front desk"];
const ROUND_CENTS = [25_000, 50_000, 75_000, 125_000, 250_000, 500_000];
const TAKEN_BY_STAFF: readonly string[] = ["enter_payment", "connect_entry", "quick_pay"];

/** So many payments from one day to another, oldest first: more by the year, fewer at weekends. */
export function* inventPayments(story: ScaleStory): Generator<readonly CopyValue[]> {
  const days = Math.ceil((story.now.getTime() - story.from.getTime()) / DAY_MS);
  const weights = Array.from({ length: days }, (_, day) => weightOf(day, days, story.from));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let due = 0;
  let made = 0;
  for (const [day, weight] of weights.entries()) {
    due += (story.count * weight) / total;
    const isLast = day === days - 1;
    const count = (isLast ? story.count : Math.round(due)) - made;
    made += count;
    for (const at of instantsOf(story, day, count)) yield inventPayment(story, at);
  }
}

function weightOf(day: number, days: number, from: Date): number {
  const weekday = new Date(from.getTime() + day * DAY_MS).getUTCDay();
  return (0.7 + (0.6 * day) / days) * (weekday === 0 || weekday === 6 ? 0.35 : 1);
}

/** Mostly in office hours of the east coast; payers also come at night. */
function instantsOf({ random, from, now }: ScaleStory, day: number, count: number): Date[] {
  const start = from.getTime() + day * DAY_MS;
  const end = Math.min(now.getTime() - 1_000, start + DAY_MS);
  const length = Math.max(1_000, end - start);
  const times = Array.from({ length: count }, () => {
    const share = random.chance(0.75) ? 0.55 + 0.4 * random.float() : random.float();
    return start + Math.floor(share * length);
  });
  return times.sort((a, b) => a - b).map((ms) => new Date(ms));
}

function inventPayment(story: ScaleStory, at: Date): readonly CopyValue[] {
  const { random, firm, people, now } = story;
  const isTrust = random.chance(0.14);
  const kind = random.chance(0.72) ? "card" : "echeck";
  const person = pickPerson(random, people);
  const source = random.weighted(SOURCES);
  const amountCents = inventAmount(random);
  const status = ageStatus(random.weighted(FATES[isTrust ? "trust" : kind]), kind, now.getTime() - at.getTime());
  const id = random.id("pay", at);
  const isTaken = status !== "declined" && status !== "error";
  const surchargeCents = kind === "card" && !isTrust && random.chance(0.04) ? Math.round(amountCents * 0.025) : 0;
  const isWithMatter = isTrust || random.chance(0.6);
  return [
    ...[firm.firmId, id, story.nextNumber(at), source, status, `scale:${id}`, 1],
    ...[isTrust ? firm.trust.id : firm.operating.id, amountCents],
    ...[refundedOf(random, status, amountCents), surchargeCents, isTaken ? feeOf(kind, amountCents) : null, CURRENCY],
    ...[person.id, person.name, random.chance(0.92) ? `{${person.email}}` : "{}"],
    random.chance(0.75) ? String(100_000 + random.int(0, 899_999)) : "",
    ...[isWithMatter ? person.clientRef : "", isWithMatter ? String(random.int(1, 6)).padStart(4, "0") : ""],
    random.chance(0.04) ? random.pick(NOTES) : "",
    random.chance(0.1) ? JSON.stringify({ [story.fieldId]: random.pick(story.fieldValues) }) : "{}",
    ...[GATEWAY, "sbx_tok_spent", `sbx_ch_${id.slice(4)}`, isTaken && kind === "card" ? random.digits(6) : ""],
    ...[kind, kind === "card" ? random.weighted(BRANDS) : "", random.digits(4), fundingOf(random, kind)],
    ...[status === "declined" ? random.weighted(DECLINES) : "", status === "returned" ? "R01" : ""],
    ...[at, status === "pending" ? new Date(at.getTime() + 4 * DAY_MS) : null, creatorOf(story, source, id), at],
    ...[isTaken ? new Date(at.getTime() + 2_000) : null, settledAt(status, kind, at)],
  ];
}

function inventAmount(random: Random): number {
  if (random.chance(0.12)) return random.pick(ROUND_CENTS);
  return Math.min(20_000_000, Math.max(500, Math.round(random.logNormal(42_000, 1.1))));
}

/** Young payments have not come as far. */
function ageStatus(fate: PaymentStatus, kind: "card" | "echeck", ageMs: number): PaymentStatus {
  if (fate === "declined" || fate === "error" || fate === "voided") return fate;
  if (kind === "echeck" && ageMs < 4 * DAY_MS) return "pending";
  return kind === "card" && ageMs < DAY_MS ? "approved" : fate;
}

function refundedOf(random: Random, status: PaymentStatus, amountCents: number): number {
  if (status === "refunded") return amountCents;
  return status === "partially_refunded" ? Math.max(1, Math.floor(amountCents * random.float() * 0.9)) : 0;
}

function feeOf(kind: "card" | "echeck", amountCents: number): number {
  return kind === "card" ? Math.round(amountCents * 0.029) + 30 : Math.min(500, Math.round(amountCents * 0.008));
}

function fundingOf(random: Random, kind: "card" | "echeck"): string {
  return kind === "card" ? random.pick(["credit", "credit", "debit"]) : "";
}

function creatorOf({ random, firm }: ScaleStory, source: PaymentSource, id: string): string {
  if (TAKEN_BY_STAFF.includes(source)) return `user:${random.pick(firm.users).id}`;
  if (source === "api") return `api_key:${firm.apiKey.id}`;
  return source === "schedule" || source === "auto_pay" ? "system:schedules" : `payer:${id}`;
}

const SETTLED: readonly PaymentStatus[] = ["settled", "refunded", "partially_refunded", "disputed", "dispute_lost"];

function settledAt(status: PaymentStatus, kind: "card" | "echeck", at: Date): Date | null {
  if (!SETTLED.includes(status)) return null;
  return new Date(at.getTime() + (kind === "card" ? 1 : 4) * DAY_MS - 3_600_000);
}
