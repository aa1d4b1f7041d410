import { and, eq } from "drizzle-orm";
import { voids } from "@/db/schema/corrections";
import { appendAudit } from "@/lib/audit/append-audit";
import type { VoidOutcome } from "@/lib/gateways/port";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";
import { movePayment } from "@/lib/payments/move-payment";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";

/** `processing` and `unknown`: the gateway has not answered; it is asked again until it does. */
export type VoidResult = {
  kind: "voided" | "refused" | "unknown" | "processing";
  voidId: string;
  refusalCode: string;
};

type Void = typeof voids.$inferSelect;

const RECHECK_MS = 5 * 60_000;

/** Writes down the gateway's answer to a void, once, with the payment's move and all that follows from it. */
export async function recordVoid(ctx: Ctx, voidId: string, outcome: VoidOutcome): Promise<VoidResult> {
  return inFirm(ctx, async (tx) => {
    const { row, payment } = await lockVoid(ctx, tx, voidId);
    if (row.status === "voided" || row.status === "refused")
      return { kind: row.status, voidId, refusalCode: row.refusalCode };
    if (outcome.kind === "voided") await complete(ctx, tx, row, payment);
    else if (outcome.kind === "refused") await refuse(ctx, tx, row, outcome.code);
    else {
      const checkAt = new Date(ctx.clock.now().getTime() + RECHECK_MS);
      await tx.update(voids).set({ status: "unknown", checkAt }).where(voidIs(ctx, voidId));
    }
    return { kind: outcome.kind, voidId, refusalCode: outcome.kind === "refused" ? outcome.code : "" };
  });
}

async function complete(ctx: Ctx, tx: Tx, row: Void, payment: LockedPayment): Promise<void> {
  await tx.update(voids).set({ status: "voided", doneAt: ctx.clock.now(), checkAt: null }).where(voidIs(ctx, row.id));
  await movePayment(ctx, tx, payment, { to: "voided", detail: row.reason ? { reason: row.reason } : {} });
}

async function refuse(ctx: Ctx, tx: Tx, row: Void, refusalCode: string): Promise<void> {
  await tx
    .update(voids)
    .set({ status: "refused", refusalCode, doneAt: ctx.clock.now(), checkAt: null })
    .where(voidIs(ctx, row.id));
  await appendAudit(ctx, tx, {
    action: "void.refused",
    objectType: "payment",
    objectId: row.paymentId,
    detail: { voidId: row.id, code: refusalCode },
  });
}

async function lockVoid(ctx: Ctx, tx: Tx, voidId: string): Promise<{ row: Void; payment: LockedPayment }> {
  // The payment is locked before the void everywhere, so that two verbs never wait for each other.
  const found = await tx.select({ paymentId: voids.paymentId }).from(voids).where(voidIs(ctx, voidId));
  const paymentId = found[0]?.paymentId;
  if (!paymentId) throw new AppError("not_found", { reason: "void_unknown" });
  const payment = await lockPayment(ctx, tx, paymentId);
  const rows = await tx.select().from(voids).where(voidIs(ctx, voidId)).for("update");
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "void_unknown" });
  return { row, payment };
}

function voidIs(ctx: Ctx, voidId: string) {
  return and(eq(voids.firmId, ctx.firmId), eq(voids.id, voidId));
}
