import { RETURN_CODES } from "@/lib/returns/model";
import type { MethodStatus, PublicMethodRequest, RequestStatus } from "./model";

/** A card is good through the last day of its month, by the firm's calendar. `month` is "2029-04"; "" never ends. */
export function isExpiredMonth(month: string, now: Date, timeZone: string): boolean {
  return month !== "" && month < monthOf(now, timeZone);
}

/** "2029-04": the month of an instant in a time zone. */
export function monthOf(now: Date, timeZone: string): string {
  // Swedish writes a date as ISO does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit" }).format(now);
}

/** What staff see of a request. */
export function requestStatusAt(
  request: { status: "open" | "done" | "cancelled"; expiresAt: Date },
  now: Date,
): RequestStatus {
  if (request.status !== "open") return request.status;
  return request.expiresAt.getTime() <= now.getTime() ? "expired" : "open";
}

/** What the payer sees under the token. A try that is under way stands before everything but its end. */
export function publicRequestState(
  request: { status: "open" | "done" | "cancelled"; expiresAt: Date },
  attempt: { status: MethodStatus; challengeUrl: string } | null,
  now: Date,
): PublicMethodRequest["state"] {
  const status = requestStatusAt(request, now);
  if (status === "done" || status === "cancelled") return status;
  if (attempt?.status === "processing") return attempt.challengeUrl ? "action" : "saving";
  return status;
}

export type RequestRefusal = "request_done" | "request_cancelled" | "request_expired";

/** May a method be saved by this request now? Decided with the row locked. */
export function decideRequest(
  request: { status: "open" | "done" | "cancelled"; expiresAt: Date },
  now: Date,
): { ok: true } | { ok: false; refusal: RequestRefusal } {
  const status = requestStatusAt(request, now);
  return status === "open" ? { ok: true } : { ok: false, refusal: `request_${status}` };
}

/** Decline codes after which the networks forbid another try with the method (C7). */
export const NEVER_AGAIN_CODES: readonly string[] = ["lost_card", "stolen_card", "authorization_revoked"];

/** Returns after which this authorization must not be debited again, or the details are wrong (A8). */
export const NEVER_AGAIN_RETURNS: readonly string[] = Object.entries(RETURN_CODES)
  .filter(([, allows]) => allows === "new_details" || allows === "stop_debits")
  .map(([code]) => code);

export type ChargeRefusal = "method_not_active" | "method_expired" | "method_blocked";

/** May staff charge this method now? `isBlocked`: an earlier charge of it ended with a code that forbids another. */
export function decideMethodCharge(method: {
  status: MethodStatus;
  isExpired: boolean;
  isBlocked: boolean;
}): { ok: true } | { ok: false; refusal: ChargeRefusal } {
  if (method.status !== "active") return { ok: false, refusal: "method_not_active" };
  if (method.isExpired) return { ok: false, refusal: "method_expired" };
  if (method.isBlocked) return { ok: false, refusal: "method_blocked" };
  return { ok: true };
}

/** A new method becomes the default where there is none that can be charged. */
export function becomesDefault(current: { isExpired: boolean } | null): boolean {
  return current === null || current.isExpired;
}

/** Name of what was asked for, once: at most one method of it is open or kept. */
export function intentOfRequest(requestId: string): string {
  return `request:${requestId}`;
}
