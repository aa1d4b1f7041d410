import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { payments } from "@/db/schema/payments";
import { appendAudit } from "@/lib/audit/append-audit";
import { nextNumber } from "@/lib/firms/next-number";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { paymentIs } from "./lock-payment";
import type { PaymentSource } from "./model";

/** A charge that the gateway holds and our books have lost. */
export type LostCharge = {
  accountId: string;
  gateway: string;
  reference: string;
  obligation: string;
  attempt: number;
  /** The link it paid, if the obligation names one. */
  linkId: string | null;
  source: PaymentSource;
  amountCents: number;
  currency: string;
  chargedAt: Date;
};

/**
 * Gives a lost charge its payment back, under its own id and with its obligation claimed, so that nothing can charge it again. It
 * stands there as sent and not answered; `followPayment` then brings it to where the gateway says it is. False when the books cannot
 * take it: another payment holds the claim or that attempt, or it is trust money whose matter nobody knows any more.
 */
export async function importPayment(ctx: Ctx, charge: LostCharge): Promise<boolean> {
  requirePermission(ctx, "settings.manage");
  try {
    await inFirm(ctx, (tx) => insertLost(ctx, tx, charge));
    return true;
  } catch (error) {
    if (!isRefusedByBooks(error)) throw error;
    log().warn({ reference: charge.reference, obligation: charge.obligation }, "a lost charge cannot be imported");
    return false;
  }
}

async function insertLost(ctx: Ctx, tx: Tx, charge: LostCharge): Promise<void> {
  const { reference, linkId, chargedAt, ...rest } = charge;
  const now = ctx.clock.now();
  await tx.insert(payments).values({
    ...rest,
    ...(linkId ? await factsOfLink(ctx, tx, linkId) : {}),
    firmId: ctx.firmId,
    id: reference,
    number: await nextNumber(ctx, tx, "payment"),
    status: "created",
    receiptEmails: [],
    // Nobody has it any more; it is not needed, since what the gateway holds is never sent again.
    methodToken: "",
    createdBy: actorName(ctx.actor),
    createdAt: chargedAt,
  });
  await tx
    .update(payments)
    .set({ status: "processing", submittedAt: chargedAt, checkAt: now })
    .where(paymentIs(ctx, reference));
  await appendAudit(ctx, tx, {
    action: "payment.import",
    objectType: "payment",
    objectId: reference,
    detail: { obligation: charge.obligation, amountCents: charge.amountCents, currency: charge.currency },
  });
}

/** What the link still knows of it. A link that is closed already is not closed again: the payment then stands beside it. */
async function factsOfLink(ctx: Ctx, tx: Tx, linkId: string) {
  const rows = await tx
    .select()
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId)))
    .for("update");
  const link = rows[0];
  if (!link) return {};
  return {
    source: link.source,
    linkId: link.status === "open" ? link.id : null,
    payerId: link.payerId,
    payerName: link.recipientName,
    invoiceNumber: link.invoiceNumber,
    clientRef: link.clientRef,
    matterRef: link.matterRef,
    locale: link.locale,
  };
}

const REFUSALS = [
  "payments_one_open_claim",
  "payments_attempt",
  "payments_firm_id_id_pk",
  "trust_needs_matter",
  "account_currency",
];

function isRefusedByBooks(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "constraint" in cause && REFUSALS.includes(String(cause.constraint));
}
