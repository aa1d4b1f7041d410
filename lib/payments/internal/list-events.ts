import { and, eq, inArray } from "drizzle-orm";
import { voids } from "@/db/schema/corrections";
import { auditLog, mails } from "@/db/schema/effects";
import { payLinkEvents } from "@/db/schema/pay-links";
import { paymentEvents, payments, refunds } from "@/db/schema/payments";
import { refundRequests } from "@/db/schema/refund-requests";
import { users } from "@/db/schema/staff";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { PaymentEvent } from "../model";

type Payment = typeof payments.$inferSelect;
type Named = (actor: string) => string;

/**
 * Moves of the payment and of earlier attempts on the same obligation, what was asked of the gateway beside them, the link's own
 * events and the mails; oldest first, things of one instant in the order in which they came.
 */
export async function listEvents(ctx: Ctx, tx: Tx, payment: Payment): Promise<PaymentEvent[]> {
  const names = await listUserNames(ctx, tx);
  const named: Named = (actor) => names.get(actor) ?? actor;
  const events = [
    ...(await listVoidEvents(ctx, tx, payment, named)),
    ...(await listRefundEvents(ctx, tx, payment, named)),
    ...(await listRequestEvents(ctx, tx, payment, named)),
    ...(await listMoves(ctx, tx, payment, named)),
    ...(await listLinkEvents(ctx, tx, payment, named)),
    ...(await listMails(ctx, tx, payment)),
    ...(await listDeeds(ctx, tx, payment, named)),
  ];
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}

async function listMoves(ctx: Ctx, tx: Tx, { obligation }: Payment, named: Named): Promise<PaymentEvent[]> {
  const attempts = await tx
    .select({ id: payments.id, brand: payments.methodBrand, last4: payments.methodLast4 })
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.obligation, obligation)));
  const ids = attempts.map((attempt) => attempt.id);
  const moves = await tx
    .select()
    .from(paymentEvents)
    .where(and(eq(paymentEvents.firmId, ctx.firmId), inArray(paymentEvents.paymentId, ids)))
    .orderBy(paymentEvents.id);
  return moves
    .filter((move) => move.toStatus !== "created")
    .map((move) => {
      const attempt = attempts.find((candidate) => candidate.id === move.paymentId);
      const method: Record<string, string> = attempt?.last4 ? { brand: attempt.brand, last4: attempt.last4 } : {};
      // A dispute that is won leads back to where the money stood; what happened is the winning.
      const kind = move.detail.dispute === "won" ? "dispute.won" : move.toStatus;
      return { at: move.at, kind, actorName: named(move.actor), detail: { ...method, ...move.detail } };
    });
}

/** That a void was asked for, and the gateway's no; its yes is the move to "voided". */
async function listVoidEvents(ctx: Ctx, tx: Tx, { id }: Payment, named: Named): Promise<PaymentEvent[]> {
  const rows = await tx
    .select()
    .from(voids)
    .where(and(eq(voids.firmId, ctx.firmId), eq(voids.paymentId, id)));
  return rows.flatMap((row) => [
    {
      at: row.createdAt,
      kind: "void.requested",
      actorName: named(row.createdBy),
      detail: row.reason ? { reason: row.reason } : {},
    },
    ...refusalOf("void.refused", row),
  ]);
}

/** A refund's yes is a move of the payment; while there is none, or no, it is told here. */
async function listRefundEvents(ctx: Ctx, tx: Tx, { id }: Payment, named: Named): Promise<PaymentEvent[]> {
  const rows = await tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.paymentId, id)));
  return rows
    .filter((row) => row.status !== "refunded")
    .flatMap((row) => [
      {
        at: row.createdAt,
        kind: "refund.requested",
        actorName: named(row.createdBy),
        detail: { amountCents: String(row.amountCents), ...(row.reason ? { reason: row.reason } : {}) },
      },
      ...refusalOf("refund.refused", row),
    ]);
}

/** What was asked of a second person, and what became of it. */
async function listRequestEvents(ctx: Ctx, tx: Tx, { id }: Payment, named: Named): Promise<PaymentEvent[]> {
  const rows = await tx
    .select()
    .from(refundRequests)
    .where(and(eq(refundRequests.firmId, ctx.firmId), eq(refundRequests.paymentId, id)));
  return rows.flatMap(({ status, reason, note, amountCents, askedAt, askedBy, decidedAt, decidedBy }) => {
    const detail = { amountCents: String(amountCents) };
    const asked = { ...detail, ...(reason ? { reason } : {}) };
    const decided = { ...detail, ...(note ? { note } : {}) };
    return [
      { at: askedAt, kind: "second.asked", actorName: named(askedBy), detail: asked },
      ...(decidedAt ? [{ at: decidedAt, kind: `second.${status}`, actorName: named(decidedBy), detail: decided }] : []),
    ];
  });
}

function refusalOf(
  kind: string,
  row: { status: string; doneAt: Date | null; refusalCode: string; amountCents?: number },
): PaymentEvent[] {
  if (row.status !== "refused" || !row.doneAt) return [];
  const amount: Record<string, string> = row.amountCents ? { amountCents: String(row.amountCents) } : {};
  return [{ at: row.doneAt, kind, actorName: "", detail: { ...amount, code: row.refusalCode } }];
}

async function listLinkEvents(ctx: Ctx, tx: Tx, { linkId }: Payment, named: Named): Promise<PaymentEvent[]> {
  if (!linkId) return [];
  const rows = await tx
    .select()
    .from(payLinkEvents)
    .where(and(eq(payLinkEvents.firmId, ctx.firmId), eq(payLinkEvents.linkId, linkId)))
    .orderBy(payLinkEvents.id);
  return rows.map(({ at, kind, actor, detail }) => ({ at, kind: `link.${kind}`, actorName: named(actor), detail }));
}

async function listMails(ctx: Ctx, tx: Tx, { id }: Payment): Promise<PaymentEvent[]> {
  const rows = await tx
    .select({
      kind: mails.kind,
      to: mails.toAddress,
      status: mails.status,
      outcome: mails.outcome,
      reason: mails.outcomeReason,
      at: mails.sentAt,
      createdAt: mails.createdAt,
    })
    .from(mails)
    .where(and(eq(mails.firmId, ctx.firmId), eq(mails.objectType, "payment"), eq(mails.objectId, id)));
  return rows.map((mail) => ({
    at: mail.at ?? mail.createdAt,
    kind: `mail.${mail.kind}`,
    actorName: "",
    detail: {
      ...{ to: mail.to, status: mail.status },
      ...(mail.outcome ? { outcome: mail.outcome } : {}),
      ...(mail.outcome === "bounced" && mail.reason ? { reason: mail.reason } : {}),
    },
  }));
}

/** What staff did beside moving money; the mails of a resend tell it themselves. */
const DEEDS = ["payment.note", "payment.payer", "receipt.print"];

async function listDeeds(ctx: Ctx, tx: Tx, { id }: Payment, named: Named): Promise<PaymentEvent[]> {
  const rows = await tx
    .select({ at: auditLog.at, kind: auditLog.action, actor: auditLog.actor })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.firmId, ctx.firmId),
        eq(auditLog.objectType, "payment"),
        eq(auditLog.objectId, id),
        inArray(auditLog.action, DEEDS),
      ),
    );
  return rows.map(({ at, kind, actor }) => ({ at, kind, actorName: named(actor), detail: {} }));
}

async function listUserNames(ctx: Ctx, tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.select({ id: users.id, name: users.name }).from(users).where(eq(users.firmId, ctx.firmId));
  return new Map(rows.map((row) => [`user:${row.id}`, row.name]));
}
