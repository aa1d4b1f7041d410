import { percentageHalfUp } from "@/lib/money/percentage";
import {
  MAX_BASIS_POINTS,
  NOTICE_DAYS,
  STATE_RULES,
  type StateRule,
  SURCHARGE_OFF,
  type Surcharge,
  type SurchargeProblem,
  type SurchargeSettings,
} from "./model";
import { SurchargeColumn } from "./schemas";

/** The setting as it stands in the firm's row. What cannot be read counts as off: nobody is surcharged by mistake. */
export function readSurcharge(column: unknown): SurchargeSettings {
  // The column of a firm that never set one: its payment pages need not list, at each visit, all that it lacks.
  if (typeof column !== "object" || column === null || !("isEnabled" in column)) return SURCHARGE_OFF;
  const read = SurchargeColumn.safeParse(column);
  return read.success ? read.data : SURCHARGE_OFF;
}

/** The highest rate that is lawful for this firm on a day (ISO); 0 where its state forbids surcharges (S2, S3). */
export function ceilingBasisPoints({ state, costBasisPoints }: SurchargeSettings, day: string): number {
  const rule = stateRuleOn(state, day)?.rule;
  if (rule?.kind === "prohibited") return 0;
  const stateCap = rule?.kind === "cap" ? rule.maxBasisPoints : MAX_BASIS_POINTS;
  return Math.min(MAX_BASIS_POINTS, costBasisPoints, stateCap);
}

/** What keeps a firm from switching its surcharge on, on a day (ISO) in its own zone; empty when nothing does, or it is off. */
export function problemsOf(settings: SurchargeSettings, day: string): SurchargeProblem[] {
  if (!settings.isEnabled) return [];
  const { rateBasisPoints, costBasisPoints, state, noticeDate, disclosure, evidence } = settings;
  const rule = stateRuleOn(state, day)?.rule;
  const found: (SurchargeProblem | false)[] = [
    rateBasisPoints < 1 && { path: "rateBasisPoints", refusal: "surcharge_rate_missing" },
    rateBasisPoints > MAX_BASIS_POINTS && { path: "rateBasisPoints", refusal: "surcharge_rate_too_high" },
    costBasisPoints < 1 && { path: "costBasisPoints", refusal: "surcharge_cost_missing" },
    costBasisPoints > 0 &&
      rateBasisPoints > costBasisPoints && { path: "rateBasisPoints", refusal: "surcharge_above_cost" },
    rule?.kind === "cap" &&
      rateBasisPoints > rule.maxBasisPoints && { path: "rateBasisPoints", refusal: "surcharge_above_state" },
    state === "" && { path: "state", refusal: "surcharge_state_missing" },
    rule?.kind === "prohibited" && { path: "state", refusal: "surcharge_state_prohibits" },
    noticeDate === "" && { path: "noticeDate", refusal: "surcharge_notice_missing" },
    noticeDate !== "" &&
      dayAfter(noticeDate, NOTICE_DAYS) > day && { path: "noticeDate", refusal: "surcharge_notice_too_new" },
    disclosure === "" && { path: "disclosure", refusal: "surcharge_disclosure_missing" },
    evidence === "" && { path: "evidence", refusal: "surcharge_evidence_missing" },
  ];
  return found.filter((problem) => problem !== false);
}

/** The day from which a surcharge may be taken, given the day of the notice (ISO both). */
export function firstDayOf(noticeDate: string): string {
  return dayAfter(noticeDate, NOTICE_DAYS);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** What of a merchant account decides whether its payments may bear a surcharge. */
export type SurchargeAccount = { kind: "operating" | "trust"; acceptsEcheck: boolean };

/**
 * Whether a payment into such an account may bear a surcharge on a day (ISO), so that the payer is shown one before they pay: never on
 * trust money (T10), only where a method without one stands on the same page (S7), and only while everything about it is in order.
 */
export function isOffered(settings: SurchargeSettings, account: SurchargeAccount, day: string): boolean {
  const isPossible = settings.isEnabled && account.kind === "operating" && account.acceptsEcheck;
  return isPossible && problemsOf(settings, day).length === 0;
}

/** The rate that is offered, in basis points; 0 where none is. */
export function offeredBasisPoints(settings: SurchargeSettings, account: SurchargeAccount, day: string): number {
  return isOffered(settings, account, day) ? Math.min(settings.rateBasisPoints, ceilingBasisPoints(settings, day)) : 0;
}

/**
 * The surcharge on an amount, or null for none: only credit cards (S1: debit and prepaid never, unknown counts as those), never above
 * the lawful rate of that day even if the setting is older than the law.
 */
export function surchargeOn(input: {
  settings: SurchargeSettings;
  day: string;
  account: SurchargeAccount;
  method: { kind: "card" | "echeck"; funding?: "credit" | "debit" | "prepaid" };
  amountCents: number;
}): Surcharge | null {
  const { settings, day, account, method, amountCents } = input;
  if (method.kind !== "card" || method.funding !== "credit") return null;
  const basisPoints = offeredBasisPoints(settings, account, day);
  const surchargeCents = percentageHalfUp(amountCents, basisPoints);
  return surchargeCents === 0 ? null : { surchargeCents, totalCents: amountCents + surchargeCents, basisPoints };
}

/**
 * How much of a refund is surcharge (S6): pro rata, and over all refunds of a payment together never a cent more or less than the
 * surcharge of what went back.
 */
export function surchargeOfRefund(
  payment: { amountCents: number; surchargeCents: number },
  refundedBeforeCents: number,
  refundCents: number,
): number {
  const share = (cents: number) => roundHalfUp(cents * payment.surchargeCents, payment.amountCents);
  return share(refundedBeforeCents + refundCents) - share(refundedBeforeCents);
}

/** In whole numbers: both factors together are far beyond what a double holds exactly. */
function roundHalfUp(product: number, divisor: number): number {
  return Number.isSafeInteger(product)
    ? Math.floor((2 * product + divisor) / (2 * divisor))
    : Math.round(product / divisor);
}

/** What of a payment pays the firm's claim: invoices, links and postings never see the surcharge (S5). */
export function claimCents(payment: { amountCents: number; surchargeCents: number }): number {
  return payment.amountCents - payment.surchargeCents;
}

/** The rule of a state on a day (ISO); null when it has none of its own. */
export function stateRuleOn(state: string, day: string): StateRule | null {
  const begun = STATE_RULES.filter((rule) => rule.state === state && rule.from <= day);
  return begun.reduce<StateRule | null>((newest, rule) => (newest && newest.from > rule.from ? newest : rule), null);
}

/** "2.9%" from 290 basis points; "2,9 %" in the languages that write it so. */
export function formatRate(basisPoints: number, locale: string): string {
  const figure = String(basisPoints / 100);
  return locale.startsWith("en") ? `${figure}%` : `${figure.replace(".", ",")}\u00a0%`;
}
