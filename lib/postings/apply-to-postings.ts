import { and, asc, eq } from "drizzle-orm";
import { allocationLines } from "@/db/schema/allocations";
import { disputes } from "@/db/schema/corrections";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { getConnectSettings } from "@/lib/connect-settings/queries";
import { sumCents } from "@/lib/money/cents";
import type { LockedPayment } from "@/lib/payments/lock-payment";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { lockRecordsOf, type PostingRecord } from "./internal/load-records";
import { type RecordFacts, writeRecordChanges } from "./internal/write-records";
import type { PostingCause } from "./model";
import { heldCents, isTimeToPost, linesOf, planRecords, removedByCause } from "./rules";

type AllocationLine = typeof allocationLines.$inferSelect;

/**
 * Brings the posting records of a payment to what the firm holds of it, in the transaction of the change that `cause` names (SPEC 2,
 * "what happens to what"). `payment` is locked and as it stands after that change. A payment without allocation lines has no records.
 */
export async function applyToPostings(ctx: Ctx, tx: Tx, payment: LockedPayment, cause: PostingCause): Promise<void> {
  const records = await lockRecordsOf(ctx, tx, payment.id);
  // Most payments never have any; what was declined has none yet.
  if (records.length === 0 && heldCents({ ...payment, lostCents: 0 }) === 0) return;
  const lines = records.length === 0 ? await listLines(ctx, tx, payment.obligation) : [];
  if (records.length === 0 && lines.length === 0) return;
  const lost = (await listDisputes(ctx, tx, payment.id)).filter(({ status }) => status === "lost");
  const lostCents = sumCents(lost.map(({ amountCents }) => amountCents));
  await bringTo(ctx, tx, { payment, records, lines, lostCents, cause });
}

/**
 * The same for each dispute by itself, when the gateway has told how they stand: there may be several, and one may be lost or won without
 * a move of the payment. The disputes are written down.
 */
export async function applyDisputesToPostings(ctx: Ctx, tx: Tx, payment: LockedPayment): Promise<void> {
  const all = await listDisputes(ctx, tx, payment.id);
  if (all.every(({ status }) => status === "open")) return;
  const booked = await lockRecordsOf(ctx, tx, payment.id);
  if (booked.length === 0) return;
  const standing = new Set(all.flatMap(({ gatewayRef }) => (isBooked(booked, gatewayRef) ? [gatewayRef] : [])));
  for (const { gatewayRef, status } of all) {
    if (status === "lost") standing.add(gatewayRef);
    else if (!standing.delete(gatewayRef)) continue;
    const lostCents = sumCents(
      all.filter((dispute) => standing.has(dispute.gatewayRef)).map(({ amountCents }) => amountCents),
    );
    const cause: PostingCause = status === "lost" ? `dispute_lost:${gatewayRef}` : `dispute_won:${gatewayRef}`;
    const records = await lockRecordsOf(ctx, tx, payment.id);
    await bringTo(ctx, tx, { payment, records, lines: [], lostCents, cause });
  }
}

function isBooked(records: readonly PostingRecord[], gatewayRef: string): boolean {
  const cause = `dispute_lost:${gatewayRef}` as const;
  return records.some((record) => record.cause === cause || record.removedBy === removedByCause(cause));
}

type Change = {
  payment: LockedPayment;
  records: PostingRecord[];
  /** Where there are no records yet. */
  lines: AllocationLine[];
  lostCents: number;
  cause: PostingCause;
};

async function bringTo(ctx: Ctx, tx: Tx, { payment, records, lines, lostCents, cause }: Change): Promise<void> {
  const sumHeldCents = heldCents({ ...payment, lostCents });
  if (records.length > 0) {
    const changes = planRecords(linesOf(records), records, sumHeldCents, cause);
    return writeRecordChanges(ctx, tx, { cause, changes, records, firstFacts: new Map() });
  }
  if (sumHeldCents === 0 || !(await isPostedNow(ctx, tx, payment))) return;
  const firstFacts = new Map(lines.map((line) => [line.place, factsOfLine(payment, line)]));
  const changes = planRecords(lines, [], sumHeldCents, cause);
  await writeRecordChanges(ctx, tx, { cause, changes, records, firstFacts });
}

async function isPostedNow(ctx: Ctx, tx: Tx, { status, accountId }: LockedPayment): Promise<boolean> {
  if (status !== "pending") return isTimeToPost({ status, accountKind: "operating", echeckPosting: "accepted" });
  const rows = await tx
    .select({ kind: merchantAccounts.kind })
    .from(merchantAccounts)
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId)));
  const { echeckPosting } = await getConnectSettings(ctx, tx);
  return isTimeToPost({ status, accountKind: rows[0]?.kind ?? "trust", echeckPosting });
}

function listLines(ctx: Ctx, tx: Tx, obligation: string): Promise<AllocationLine[]> {
  return tx
    .select()
    .from(allocationLines)
    .where(and(eq(allocationLines.firmId, ctx.firmId), eq(allocationLines.obligation, obligation)))
    .orderBy(asc(allocationLines.place));
}

function factsOfLine(payment: LockedPayment, line: AllocationLine): RecordFacts {
  const { firmId: _firm, obligation: _obligation, place: _place, ...of } = line;
  const { connectionId, kind, currency, arMessage, itemKey } = of;
  const { clientNumber, clientName, matterNumber, matterName } = of;
  const { invoiceNumber, payorNumber, payorName, bankAccount } = of;
  return {
    ...{ connectionId, kind, currency, arMessage, itemKey, clientNumber, clientName, matterNumber, matterName },
    ...{ invoiceNumber, payorNumber, payorName, bankAccount },
    paymentId: payment.id,
    accountId: payment.accountId,
    payerName: payment.payerName,
    source: payment.source,
    paidAt: payment.approvedAt ?? payment.submittedAt ?? payment.createdAt,
  };
}

function listDisputes(ctx: Ctx, tx: Tx, paymentId: string) {
  return tx
    .select({ gatewayRef: disputes.gatewayRef, status: disputes.status, amountCents: disputes.amountCents })
    .from(disputes)
    .where(and(eq(disputes.firmId, ctx.firmId), eq(disputes.paymentId, paymentId)))
    .orderBy(asc(disputes.openedAt), asc(disputes.gatewayRef));
}
