import { and, asc, eq, gt, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { isPaymentStatus } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { OurCharge } from "../model";

/** Our side of these references, whichever of the account's they are. */
export function loadOurs(ctx: Ctx, accountId: string, references: readonly string[]): Promise<OurCharge[]> {
  if (references.length === 0) return Promise.resolve([]);
  return readOurs(ctx, accountId, inArray(payments.id, [...references]), null);
}

export async function loadOurCharge(ctx: Ctx, accountId: string, reference: string): Promise<OurCharge | null> {
  const [charge] = await loadOurs(ctx, accountId, [reference]);
  return charge ?? null;
}

/** Where a page of ours ended. */
export type OurPlace = { at: Date; id: string };

/** One page of ours that were made after a place and not after an instant, oldest first. */
export function pageOurs(
  ctx: Ctx,
  accountId: string,
  after: OurPlace,
  until: Date,
  limit: number,
): Promise<OurCharge[]> {
  const isLater = or(
    gt(payments.createdAt, after.at),
    and(eq(payments.createdAt, after.at), gt(payments.id, after.id)),
  );
  return readOurs(ctx, accountId, and(isLater, lte(payments.createdAt, until)), limit);
}

async function readOurs(
  ctx: Ctx,
  accountId: string,
  which: SQL | undefined,
  limit: number | null,
): Promise<OurCharge[]> {
  const rows = await inFirm(ctx, (tx) => {
    const question = tx
      .select({
        reference: payments.id,
        gatewayRef: payments.gatewayRef,
        status: payments.status,
        amountCents: payments.amountCents,
        currency: payments.currency,
        refundedCents: payments.refundedCents,
        chargedAt: payments.createdAt,
        refundsUnderWayCents: sql<string>`(select coalesce(sum(r.amount_cents), 0) from refunds r where r.firm_id = payments.firm_id
          and r.payment_id = payments.id and r.status in ('processing', 'unknown'))`,
        isBeingVoided: sql<boolean>`exists (select 1 from voids v where v.firm_id = payments.firm_id
          and v.payment_id = payments.id and v.status in ('processing', 'unknown'))`,
      })
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.accountId, accountId), which))
      .orderBy(asc(payments.createdAt), asc(payments.id));
    return limit === null ? question : question.limit(limit);
  });
  return rows.map(({ status, refundsUnderWayCents, ...row }) => {
    invariant(isPaymentStatus(status), `status ${status} of a payment is known`);
    return { ...row, status, refundsUnderWayCents: Number(refundsUnderWayCents) };
  });
}
