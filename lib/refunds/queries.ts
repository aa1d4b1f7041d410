import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { refundRequests } from "@/db/schema/refund-requests";
import { users } from "@/db/schema/staff";
import type { RefundRequestRow } from "@/lib/payments/model";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { readAllowance } from "./internal/allowance";
import type { RefundAllowance } from "./model";

/** What was asked of a second person for a payment, oldest first. */
export async function listRefundRequests(ctx: Ctx, tx: Tx, paymentId: string): Promise<RefundRequestRow[]> {
  const { id, status, amountCents, currency, reason, askedName, askedPerson, askedAt, decidedAt, note, refundId } =
    refundRequests;
  const rows = await tx
    .select({
      ...{ id, status, amountCents, currency, reason, askedName, askedPerson, askedAt, decidedAt, note, refundId },
      decidedName: users.name,
    })
    .from(refundRequests)
    .leftJoin(
      users,
      and(eq(users.firmId, refundRequests.firmId), eq(sql`'user:' || ${users.id}`, refundRequests.decidedBy)),
    )
    .where(and(eq(refundRequests.firmId, ctx.firmId), eq(refundRequests.paymentId, paymentId)))
    .orderBy(asc(refundRequests.askedAt), asc(refundRequests.id));
  return rows.map(({ decidedName, ...row }) => ({ ...row, decidedName: decidedName ?? "" }));
}

/** What the reader may give back of a payment alone; what the dialog says before it is pressed. @throws AppError forbidden */
export async function getRefundAllowance(ctx: Ctx, paymentId: string): Promise<RefundAllowance> {
  requirePermission(ctx, "payments.refund");
  return inFirm(ctx, (tx) => readAllowance(ctx, tx, paymentId));
}

/** The payments of which a refund waits for a second person, of the accounts that the reader sees. @throws AppError forbidden */
export async function listWaitingRefunds(ctx: Ctx): Promise<ReadonlySet<string>> {
  requirePermission(ctx, "payments.view");
  const accounts = visibleAccountIds(ctx);
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ paymentId: refundRequests.paymentId })
      .from(refundRequests)
      .innerJoin(payments, and(eq(payments.firmId, refundRequests.firmId), eq(payments.id, refundRequests.paymentId)))
      .where(
        and(
          eq(refundRequests.firmId, ctx.firmId),
          eq(refundRequests.status, "waiting"),
          accounts === null ? undefined : inArray(payments.accountId, [...accounts]),
        ),
      ),
  );
  return new Set(rows.map(({ paymentId }) => paymentId));
}
