import type { ClientBase } from "pg";
import { payLinkEvents, payLinks } from "@/db/schema/pay-links";
import { holdsClaim } from "@/lib/payments/rules";
import { CURRENCY, type SeedFirm } from "./firms";
import { insertRows } from "./insert-rows";
import type { LinkPlan } from "./link-plans";
import type { Numbering } from "./numbering";
import type { Attempt } from "./story";
import { linkTokenColumns } from "./tokens";

type LinkRow = typeof payLinks.$inferInsert;
type LinkEvent = typeof payLinkEvents.$inferInsert & { detail: Record<string, string> };

export type ToldLink = { row: LinkRow; events: LinkEvent[]; token: string };

/** Writes what became of each link, given the attempts made on it. */
export function tellLinks(
  firm: SeedFirm,
  input: { plans: readonly LinkPlan[]; attempts: readonly Attempt[]; numbering: Numbering; now: Date },
): ToldLink[] {
  const byLink = new Map<string, Attempt[]>();
  for (const attempt of input.attempts) {
    if (attempt.linkId !== null) byLink.set(attempt.linkId, [...(byLink.get(attempt.linkId) ?? []), attempt]);
  }
  return [...input.plans]
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
    .map((plan) => tellLink(firm, plan, byLink.get(plan.id) ?? [], input.numbering, input.now));
}

export async function writeLinks(client: ClientBase, links: readonly ToldLink[]): Promise<void> {
  await insertRows(
    client,
    payLinks,
    links.map((link) => link.row),
  );
  const events = links.flatMap((link) => link.events).sort((a, b) => a.at.getTime() - b.at.getTime());
  await insertRows(client, payLinkEvents, events);
}

function tellLink(
  firm: SeedFirm,
  plan: LinkPlan,
  attempts: readonly Attempt[],
  numbering: Numbering,
  now: Date,
): ToldLink {
  const { firmId } = firm;
  const { id, token, source, requestKey, amountCents, invoiceNumber, clientRef, matterRef, dueDate, message, locale } =
    plan;
  const { createdBy, createdAt, expiresAt, openedAt } = plan;
  const taken = attempts.find((attempt) => attempt.takenAt !== null);
  const isHeld = attempts.some((attempt) => holdsClaim(attempt.status));
  const cancelledAt = taken || isHeld ? null : plan.cancelledAt;
  const closedAt = taken?.takenAt ?? cancelledAt;
  const hasExpired = closedAt === null && !isHeld && expiresAt <= now;
  const byEmail = plan.recipientEmails.length > 0;
  const row: LinkRow = {
    firmId,
    id,
    number: numbering.next("link", createdAt),
    ...linkTokenColumns(firmId, token),
    source,
    status: statusOf(taken !== undefined, cancelledAt !== null),
    accountId: plan.account.id,
    amountCents,
    amountPaidCents: taken?.amountCents ?? 0,
    currency: CURRENCY,
    invoiceNumber,
    dueDate,
    recipientName: plan.recipientName,
    recipientEmails: [...plan.recipientEmails],
    message,
    clientRef,
    matterRef,
    locale,
    byEmail,
    payerId: plan.payer?.id ?? null,
    requestKey,
    createdBy,
    createdAt,
    expiresAt,
    expiryNoticedAt: hasExpired ? minutesAfter(expiresAt, 4) : null,
    sentAt: byEmail ? createdAt : null,
    openedAt,
    closedAt,
  };
  const event = (kind: string, actor: string, at: Date, detail: Record<string, string> = {}): LinkEvent => ({
    firmId,
    linkId: id,
    kind,
    actor,
    detail,
    at,
  });
  const events = [
    event("created", createdBy, createdAt),
    byEmail && event("sent", createdBy, createdAt, { to: plan.recipientEmails.join(", ") }),
    openedAt && event("opened", `payer:${id}`, openedAt),
    taken?.takenAt &&
      event("closed", taken.createdBy, taken.takenAt, {
        paymentId: taken.id,
        clearing: String(taken.method.kind === "echeck"),
      }),
    cancelledAt &&
      event("cancelled", createdBy.startsWith("user:") ? createdBy : `user:${firm.users[0].id}`, cancelledAt),
    hasExpired && event("expired", "system:link-expiry", minutesAfter(expiresAt, 4)),
  ].filter((one): one is LinkEvent => Boolean(one));
  return { row, events, token };
}

function statusOf(isTaken: boolean, isCancelled: boolean): "paid" | "cancelled" | "open" {
  if (isTaken) return "paid";
  return isCancelled ? "cancelled" : "open";
}

function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}
