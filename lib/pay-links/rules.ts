import { holdsClaim } from "@/lib/payments/rules";
import type { PaymentStatus } from "@/lib/payments/model";
import type { LinkStatus, PublicLink, StoredLinkStatus } from "./model";

const DAY_MS = 86_400_000;

/** What staff see. An open claim keeps a link out of "expired": it is being paid. */
export function linkStatusAt(link: { status: StoredLinkStatus; expiresAt: Date; lastAttempt: PaymentStatus | null }, now: Date): LinkStatus {
  if (link.status === "paid") return "payment_received";
  if (link.status === "cancelled") return "cancelled";
  const isBeingPaid = link.lastAttempt !== null && holdsClaim(link.lastAttempt);
  return !isBeingPaid && link.expiresAt.getTime() <= now.getTime() ? "expired" : "outstanding";
}

/** What the client sees under the token. */
export function publicStateAt(
  link: { status: StoredLinkStatus; expiresAt: Date; lastAttempt: PaymentStatus | null; challengeUrl: string },
  now: Date,
): PublicLink["state"] {
  if (link.status === "paid") return link.lastAttempt === "pending" ? "clearing" : "paid";
  if (link.status === "cancelled") return "cancelled";
  if (link.lastAttempt === "unknown") return "checking";
  if (link.lastAttempt === "created" || link.lastAttempt === "processing") return link.challengeUrl ? "action" : "processing";
  return link.expiresAt.getTime() <= now.getTime() ? "expired" : "payable";
}

export type LinkRefusal = "link_paid" | "link_cancelled" | "link_expired";

/** May this link be charged now? Decided again inside the claiming transaction, with the row locked. */
export function decideLinkPayment(
  link: { status: StoredLinkStatus; expiresAt: Date },
  now: Date,
): { ok: true } | { ok: false; refusal: LinkRefusal } {
  if (link.status === "paid") return { ok: false, refusal: "link_paid" };
  if (link.status === "cancelled") return { ok: false, refusal: "link_cancelled" };
  if (link.expiresAt.getTime() <= now.getTime()) return { ok: false, refusal: "link_expired" };
  return { ok: true };
}

/** The claim of a link; see `chargePayment`. */
export function obligationOfLink(linkId: string): string {
  return `link:${linkId}`;
}

export function expiryOf(createdAt: Date, lifeDays: number): Date {
  return new Date(createdAt.getTime() + lifeDays * DAY_MS);
}

/** Fills {recipient}, {invoice}, {amount} and {due date} of a message; what is unknown is left out with the space before it. */
export function fillMessage(template: string, values: { recipient: string; invoice: string; amount: string; dueDate: string }): string {
  const known: Record<string, string> = {
    recipient: values.recipient,
    invoice: values.invoice,
    amount: values.amount,
    "due date": values.dueDate,
  };
  return template.replace(/( ?)\{(recipient|invoice|amount|due date)\}/g, (_all, space: string, name: string) => {
    const value = known[name] ?? "";
    return value ? space + value : "";
  });
}
