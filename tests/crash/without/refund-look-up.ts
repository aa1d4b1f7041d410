// Stands in for the program's file that finishes refunds: it asks nothing and sends each again, under a key that is new each time. Only
// a process of the harness ever sees it.
import { and, eq, lte } from "drizzle-orm";
import { payments, refunds } from "@/db/schema/payments";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { inFirm } from "@/lib/platform/tx";
import type * as real from "@/lib/refunds/reconcile-refunds";
import { recordRefund } from "@/lib/refunds/record-refund";
import { noteReplaced } from "../child/replaced";

noteReplaced("refund-look-up");

export const reconcileRefunds: typeof real.reconcileRefunds = async (ctx) => {
  const due = await inFirm(ctx, (tx) =>
    tx
      .select()
      .from(refunds)
      .where(and(eq(refunds.firmId, ctx.firmId), lte(refunds.checkAt, ctx.clock.now()))),
  );
  for (const refund of due) await reconcileRefund(ctx, refund);
  return { examined: due.length, done: due.length, failed: 0, remaining: 0 };
};

export const reconcileRefund: typeof real.reconcileRefund = async (ctx, refund) => {
  const { payment, gateway, account } = await inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, refund.paymentId)));
    const found = rows[0];
    if (!found) throw new Error(`payment ${refund.paymentId} of a refund is not there`);
    return { payment: found, ...(await getGatewayAccount(ctx, tx, found.accountId)) };
  });
  const outcome = await gatewayOf(gateway, ctx).refund({
    account,
    reference: refund.id,
    idempotencyKey: `refund:${refund.id}:${ctx.ids.next("req")}`,
    chargeReference: payment.id,
    gatewayRef: payment.gatewayRef,
    amountCents: refund.amountCents,
    currency: refund.currency,
  });
  await recordRefund(ctx, refund.id, outcome);
  return true;
};
