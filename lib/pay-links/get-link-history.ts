import { and, eq, inArray, ne, or } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { payLinkEvents } from "@/db/schema/pay-links";
import { paymentEvents, payments } from "@/db/schema/payments";
import { users } from "@/db/schema/staff";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { LinkEvent } from "./model";
import { getPayLink } from "./queries";
import { obligationOfLink } from "./rules";

/** Moves that only say that a payment began. */
const UNTOLD_MOVES = ["created", "processing"];
/** Told by the payment that closed the link. */
const UNTOLD_EVENTS = ["closed"];

type Named = { by: LinkEvent["by"]; actorName: string };

/** Everything that happened to a link, newest first. @throws AppError forbidden, not_found */
export async function getLinkHistory(ctx: Ctx, linkId: string): Promise<LinkEvent[]> {
  requirePermission(ctx, "payments.view");
  await getPayLink(ctx, linkId);
  return inFirm(ctx, async (tx) => {
    const names = await listActorNames(ctx, tx);
    const events = [
      ...(await listOwnEvents(ctx, tx, linkId, names)),
      ...(await listPaymentMoves(ctx, tx, linkId, names)),
      ...(await listMailEvents(ctx, tx, linkId)),
    ];
    // Things of one instant stay in the order in which they came.
    return events.reverse().sort((a, b) => b.at.getTime() - a.at.getTime());
  });
}

async function listOwnEvents(ctx: Ctx, tx: Tx, linkId: string, names: ActorNames): Promise<LinkEvent[]> {
  const rows = await tx
    .select()
    .from(payLinkEvents)
    .where(and(eq(payLinkEvents.firmId, ctx.firmId), eq(payLinkEvents.linkId, linkId)))
    .orderBy(payLinkEvents.id);
  return rows
    .filter((row) => !UNTOLD_EVENTS.includes(row.kind))
    .map(({ id, at, kind, actor, detail }) => ({ id: `link-${id}`, at, kind, ...names(actor), detail, payment: null }));
}

async function listPaymentMoves(ctx: Ctx, tx: Tx, linkId: string, names: ActorNames): Promise<LinkEvent[]> {
  const attempts = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.obligation, obligationOfLink(linkId))));
  if (attempts.length === 0) return [];
  const ids = attempts.map((attempt) => attempt.id);
  const moves = await tx
    .select()
    .from(paymentEvents)
    .where(and(eq(paymentEvents.firmId, ctx.firmId), inArray(paymentEvents.paymentId, ids)))
    .orderBy(paymentEvents.id);
  return moves
    .filter((move) => !UNTOLD_MOVES.includes(move.toStatus))
    .map((move) => {
      const attempt = attempts.find((candidate) => candidate.id === move.paymentId);
      const { id, at, toStatus, actor, detail } = move;
      return {
        id: `payment-${id}`,
        at,
        kind: `payment.${toStatus}`,
        ...names(actor),
        detail,
        payment: attempt ? paymentOf(attempt) : null,
      };
    });
}

function paymentOf(row: typeof payments.$inferSelect): LinkEvent["payment"] {
  const { id, number, amountCents, currency, methodBrand, methodLast4 } = row;
  return { id, number, amountCents, currency, methodBrand, methodLast4 };
}

/** Mails that were given up, and what was told later of those that went out. */
async function listMailEvents(ctx: Ctx, tx: Tx, linkId: string): Promise<LinkEvent[]> {
  const { id, toAddress: to, status, createdAt, outcome, outcomeAt, outcomeReason: reason } = mails;
  const rows = await tx
    .select({ id, to, status, createdAt, outcome, outcomeAt, reason })
    .from(mails)
    .where(
      and(
        eq(mails.firmId, ctx.firmId),
        eq(mails.objectType, "pay_link"),
        eq(mails.objectId, linkId),
        or(eq(mails.status, "failed"), ne(mails.outcome, "")),
      ),
    );
  return rows.map((mail) => ({
    id: mail.id,
    at: mail.outcomeAt ?? mail.createdAt,
    kind: `mail.${mail.outcome || "failed"}`,
    by: "program",
    actorName: "",
    detail: { to: mail.to, ...(mail.outcome === "bounced" && mail.reason ? { reason: mail.reason } : {}) },
    payment: null,
  }));
}

type ActorNames = (actor: string) => Named;

async function listActorNames(ctx: Ctx, tx: Tx): Promise<ActorNames> {
  const rows = await tx.select({ id: users.id, name: users.name }).from(users).where(eq(users.firmId, ctx.firmId));
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (actor) => {
    const [kind = "", id = ""] = actor.split(":");
    if (kind === "payer") return { by: "client", actorName: "" };
    if (kind === "user") return { by: "staff", actorName: names.get(id) ?? "" };
    return { by: "program", actorName: "" };
  };
}
