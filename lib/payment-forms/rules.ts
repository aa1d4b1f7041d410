import type { CustomFieldView } from "@/lib/custom-fields/model";
import type { PaymentStatus } from "@/lib/payments/model";
import { HIDEABLE_FIELDS } from "./model";

/** The claim of one loaded form: however often it is sent, it is charged once. */
export function obligationOfEntry(requestId: string): string {
  return `form:${requestId}`;
}

/** Whether a text can be the name of a loaded form. */
export function isRequestId(text: string): boolean {
  return /^req_[a-z0-9]{8,60}$/.test(text);
}

/** What may be hidden of the form: what is never required, in the form's order. */
export function hideableFields(customFields: readonly CustomFieldView[]): string[] {
  return [...HIDEABLE_FIELDS, ...customFields.filter((field) => !field.isRequired).map(({ id }) => `cf.${id}`)];
}

/** What a user does not see. A field that has become required since shows again; so do client and matter of trust money. */
export function hiddenFields(
  hidden: readonly string[],
  customFields: readonly CustomFieldView[],
  isTrust: boolean,
): ReadonlySet<string> {
  const hideable = hideableFields(customFields);
  const needed = isTrust ? ["clientRef", "matterRef"] : [];
  return new Set(hidden.filter((id) => hideable.includes(id) && !needed.includes(id)));
}

/** Whether a form may be charged still: nothing came of it but a definite no. A voided payment ends its form. */
export function isOpenEntry(status: PaymentStatus): boolean {
  return status === "declined" || status === "error";
}

/** Two clerks with one letter, or one who was called away: the same sum again within this time is asked about. */
export const DUPLICATE_WINDOW_MS = 30 * 60_000;

/** States in which the money was taken, or may have been. */
const COUNTS: readonly PaymentStatus[] = [
  "created",
  "processing",
  "unknown",
  "pending",
  "approved",
  "settled",
  "partially_refunded",
];

export type EntryLike = {
  payerId: string;
  payerName: string;
  /** Of the method that is to be charged; "" when not known. */
  last4: string;
  /** Without a surcharge. */
  amountCents: number;
  currency: string;
};

/** Whether a payment may be the one that is about to be made: same sum, minutes ago, and the same payer, name or card. */
export function isLikelyDuplicate(
  payment: EntryLike & { status: PaymentStatus; createdAt: Date },
  entry: EntryLike,
  now: Date,
): boolean {
  const ageMs = now.getTime() - payment.createdAt.getTime();
  if (!COUNTS.includes(payment.status) || ageMs > DUPLICATE_WINDOW_MS) return false;
  if (payment.amountCents !== entry.amountCents || payment.currency !== entry.currency) return false;
  const isSamePayer = entry.payerId !== "" && payment.payerId === entry.payerId;
  const isSameName = nameKey(entry.payerName) !== "" && nameKey(payment.payerName) === nameKey(entry.payerName);
  const isSameMethod = entry.last4 !== "" && payment.last4 === entry.last4;
  return isSamePayer || isSameName || isSameMethod;
}

function nameKey(name: string): string {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}

/** Whole minutes, at least one: "1 minute ago" is said of what was made just now. */
export function minutesBetween(then: Date, now: Date): number {
  return Math.max(1, Math.round((now.getTime() - then.getTime()) / 60_000));
}
