import { and, asc, eq, inArray } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { operatingCharges, trustReplacements } from "@/db/schema/trust";
import { appendAudit } from "@/lib/audit/append-audit";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { lockMatter } from "./internal/lock-matter";
import { restateReplacing } from "./internal/restate-replacing";
import type { TrustMatterKey } from "./model";
import { readStanding } from "./queries";
import { decideReplacement } from "./rules";
import type { MarkReplacedInput } from "./schemas";

type Charge = typeof operatingCharges.$inferSelect & TrustMatterKey;

/**
 * Somebody says that operating made good what it owes trust, or that the matter's own money covers it. All of the charges, or none; one
 * that was seen to already is left as it is. Money put back for a return or chargeback is the matter's again (written by the database).
 * Whoever may send money back may say this.
 * @throws AppError forbidden, not_found, refused (trust_not_covered)
 */
export async function markReplaced(ctx: Ctx, input: MarkReplacedInput): Promise<{ marked: number }> {
  requirePermission(ctx, "payments.refund");
  return inFirm(ctx, async (tx) => {
    const charges = await lockCharges(ctx, tx, input.chargeIds);
    const marked: Charge[] = [];
    for (const charge of charges) if (await markOne(ctx, tx, charge, input)) marked.push(charge);
    const accountIds = [...new Set(marked.map(({ accountId }) => accountId))].sort();
    for (const accountId of accountIds) await restateReplacing(ctx, tx, accountId);
    for (const charge of marked) await auditMark(ctx, tx, charge, input);
    return { marked: marked.length };
  });
}

/** Payments in one order for all, then matters in one order, so that two people who mark the same ones never wait for each other. */
async function lockCharges(ctx: Ctx, tx: Tx, ids: readonly string[]): Promise<Charge[]> {
  const wanted = [...new Set(ids)];
  const rows = await tx
    .select({ charge: operatingCharges, clientRef: payments.clientRef, matterRef: payments.matterRef })
    .from(operatingCharges)
    .innerJoin(payments, and(eq(payments.firmId, operatingCharges.firmId), eq(payments.id, operatingCharges.paymentId)))
    .where(and(eq(operatingCharges.firmId, ctx.firmId), inArray(operatingCharges.id, wanted)))
    .orderBy(asc(operatingCharges.paymentId), asc(operatingCharges.id))
    .for("update", { of: payments });
  if (rows.length < wanted.length) throw new AppError("not_found", { reason: "charge_unknown" });
  const charges = rows.map(({ charge, clientRef, matterRef }) => ({
    ...charge,
    accountId: charge.trustAccountId,
    clientRef,
    matterRef,
  }));
  const placeOf = ({ accountId, clientRef, matterRef }: Charge) => JSON.stringify([accountId, clientRef, matterRef]);
  charges.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  for (const charge of charges) {
    requireAccount(ctx, charge.accountId);
    await lockMatter(ctx, tx, charge);
  }
  return charges;
}

async function markOne(ctx: Ctx, tx: Tx, charge: Charge, { outcome, note }: MarkReplacedInput): Promise<boolean> {
  const decision = decideReplacement(charge.kind, outcome, await readStanding(ctx, tx, charge));
  if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
  const seenTo = { chargeId: charge.id, outcome, note, actor: actorName(ctx.actor), at: ctx.clock.now() };
  const added = await tx
    .insert(trustReplacements)
    .values({ firmId: ctx.firmId, ...seenTo })
    .onConflictDoNothing()
    .returning({ id: trustReplacements.chargeId });
  return added.length > 0;
}

async function auditMark(ctx: Ctx, tx: Tx, charge: Charge, { outcome, note }: MarkReplacedInput): Promise<void> {
  await appendAudit(ctx, tx, {
    action: `trust.${outcome}`,
    objectType: "payment",
    objectId: charge.paymentId,
    detail: { chargeId: charge.id, amountCents: charge.amountCents, currency: charge.currency, note },
  });
}
