import type { PaymentStatus } from "@/lib/payments/model";
import { holdsClaim } from "@/lib/payments/rules";
import type { LinkStatus, PublicLink, StoredLinkStatus } from "./model";

const DAY_MS = 86_400_000;

/** What staff see. An open claim keeps a link out of "expired": it is being paid. */
export function linkStatusAt(
  link: { status: StoredLinkStatus; expiresAt: Date; lastAttempt: PaymentStatus | null },
  now: Date,
): LinkStatus {
  if (link.status === "paid") return "payment_received";
  if (link.status === "cancelled") return "cancelled";
  const isBeingPaid = link.lastAttempt !== null && holdsClaim(link.lastAttempt);
  return !isBeingPaid && link.expiresAt.getTime() <= now.getTime() ? "expired" : "outstanding";
}

/** What became of the money of a paid link, where that is more than "paid". A lost dispute is money that went back by the bank. */
const PAID_STATES: Partial<Record<PaymentStatus, PublicLink["state"]>> = {
  pending: "clearing",
  returned: "returned",
  dispute_lost: "returned",
  voided: "voided",
  refunded: "refunded",
  partially_refunded: "partly_refunded",
};

/** May the same money be asked for by a new link? What came back leaves the claim open. */
export function isOwedAgain(paidStatus: PaymentStatus | null): boolean {
  return paidStatus === "returned" || paidStatus === "voided" || paidStatus === "dispute_lost";
}

/** What the client sees under the token. */
export function publicStateAt(
  link: { status: StoredLinkStatus; expiresAt: Date; lastAttempt: PaymentStatus | null; challengeUrl: string },
  now: Date,
): PublicLink["state"] {
  if (link.status === "paid") return PAID_STATES[link.lastAttempt ?? "settled"] ?? "paid";
  if (link.status === "cancelled") return "cancelled";
  if (link.lastAttempt === "unknown") return link.challengeUrl ? "action" : "checking";
  if (link.lastAttempt === "created" || link.lastAttempt === "processing")
    return link.challengeUrl ? "action" : "processing";
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

/** Less than a dollar costs more than it brings. */
const LEAST_PART_CENTS = 100;

/** May whoever opens this link pay a part of it? What a link of Connect pays is spread over its items to the cent. */
export function mayPayPart(link: { amountCents: number; source: string }, isAllowed: boolean): boolean {
  return isAllowed && link.source !== "connect_link" && link.amountCents > LEAST_PART_CENTS;
}

/** The bounds of a part payment, in cents. */
export function boundsOfPart({ amountCents }: { amountCents: number }): { leastCents: number; mostCents: number } {
  return { leastCents: Math.min(LEAST_PART_CENTS, amountCents), mostCents: amountCents };
}

/** What is charged: the whole, unless the payer asked for a part and may. Decided again where it is charged. */
export function decidePaidAmount(
  link: { amountCents: number; source: string },
  isAllowed: boolean,
  askedCents: number | undefined,
): { ok: true; amountCents: number } | { ok: false; refusal: "part_not_allowed" | "part_out_of_bounds" } {
  if (askedCents === undefined || askedCents === link.amountCents) return { ok: true, amountCents: link.amountCents };
  if (!mayPayPart(link, isAllowed)) return { ok: false, refusal: "part_not_allowed" };
  const { leastCents, mostCents } = boundsOfPart(link);
  if (!Number.isSafeInteger(askedCents) || askedCents < leastCents || askedCents > mostCents)
    return { ok: false, refusal: "part_out_of_bounds" };
  return { ok: true, amountCents: askedCents };
}

export type ExtensionRefusal =
  | Exclude<LinkRefusal, "link_expired">
  | "link_of_connect"
  | "extension_too_early"
  | "extension_too_late";

const LONGEST_DAYS = 366;

/** May a link stay open until then? One of Connect may not: its amounts are balances of the day on which it was made. */
export function decideExtension(
  link: { status: StoredLinkStatus; source: string; expiresAt: Date },
  until: Date,
  now: Date,
): { ok: true } | { ok: false; refusal: ExtensionRefusal } {
  if (link.status === "paid") return { ok: false, refusal: "link_paid" };
  if (link.status === "cancelled") return { ok: false, refusal: "link_cancelled" };
  if (link.source === "connect_link") return { ok: false, refusal: "link_of_connect" };
  if (until <= now || until <= link.expiresAt) return { ok: false, refusal: "extension_too_early" };
  if (until > expiryOf(now, LONGEST_DAYS)) return { ok: false, refusal: "extension_too_late" };
  return { ok: true };
}

/** The claim of a link; see `chargePayment`. */
export function obligationOfLink(linkId: string): string {
  return `link:${linkId}`;
}

export function expiryOf(createdAt: Date, lifeDays: number): Date {
  return new Date(createdAt.getTime() + lifeDays * DAY_MS);
}

/** What a message may name in braces. Null: not known yet, but it will be; "" : there is none. */
export type MessageValues = {
  recipient: string | null;
  invoice: string | null;
  amount: string | null;
  dueDate: string | null;
};
export type MessageField = keyof MessageValues;
export type MessagePart = { kind: "text"; text: string } | { kind: "missing"; field: MessageField };

const FIELD_OF_WORD: Record<string, MessageField> = {
  "{recipient}": "recipient",
  "{invoice}": "invoice",
  "{amount}": "amount",
  "{due date}": "dueDate",
};
const MERGE_WORD = /(\{(?:recipient|invoice|amount|due date)\})/;
const AFTER_SENTENCE = /(?<=[.?!]\s|\n)/;

/**
 * A message with its fields filled in. A sentence that names something there is none of is left out whole, because half of it would
 * read wrong; if that takes the greeting along, nothing is left to say and the list is empty. What is not known yet stands as a part
 * of its own.
 */
export function messageParts(template: string, values: MessageValues): MessagePart[] {
  const sentences = template.split(AFTER_SENTENCE);
  const isSaid = (sentence: string) => messageFields(sentence).every((field) => values[field] !== "");
  const losesGreeting = sentences.some(
    (sentence) => !isSaid(sentence) && messageFields(sentence).includes("recipient"),
  );
  if (losesGreeting) return [];
  const said = sentences.filter(isSaid);
  if (said.every((sentence) => sentence.trim() === "")) return [];
  return said
    .flatMap((sentence) => sentence.split(MERGE_WORD).map((piece) => partOf(piece, values)))
    .filter((part) => part.kind === "missing" || part.text !== "");
}

function partOf(piece: string, values: MessageValues): MessagePart {
  const field = FIELD_OF_WORD[piece];
  if (!field) return { kind: "text", text: piece };
  const value = values[field];
  return value === null ? { kind: "missing", field } : { kind: "text", text: value };
}

/** Fills {recipient}, {invoice}, {amount} and {due date} of a message; "" when no whole sentence is left. */
export function fillMessage(template: string, values: Record<MessageField, string>): string {
  return messageParts(template, values)
    .map((part) => (part.kind === "text" ? part.text : ""))
    .join("")
    .trim();
}

/** The fields that a message names, each once. */
export function messageFields(template: string): MessageField[] {
  return [...new Set(template.split(MERGE_WORD).flatMap((piece) => FIELD_OF_WORD[piece] ?? []))];
}
