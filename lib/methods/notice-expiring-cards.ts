import { and, asc, eq, gt, isNull, lte, ne } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { payers } from "@/db/schema/payers";
import { enqueueMail } from "@/lib/email/enqueue-mail";
import { getFirm } from "@/lib/firms/queries";
import type { CronResult } from "@/lib/jobs/model";
import { payerIs } from "@/lib/payers/lock-payer";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { methodIs, type StoredMethod } from "./internal/load";
import { insertRequest } from "./request-method";
import { monthOf } from "./rules";

const BATCH = 50;

/**
 * From the 1st of the month in which a card expires, by the firm's calendar: asks its payer, once, for a new one. Safe to run twice, at
 * once, or late; a card whose last month has passed unseen gets the same mail.
 */
export async function noticeExpiringCards(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  for (;;) {
    const batch = await inFirm(ctx, async (tx) => {
      const firm = await getFirm(ctx, tx);
      const month = monthOf(ctx.clock.now(), firm.timeZone);
      const rows = await tx
        .select()
        .from(paymentMethods)
        .where(
          and(
            eq(paymentMethods.firmId, ctx.firmId),
            eq(paymentMethods.status, "active"),
            isNull(paymentMethods.expiryNoticedAt),
            ne(paymentMethods.expiresMonth, ""),
            lte(paymentMethods.expiresMonth, month),
          ),
        )
        .orderBy(asc(paymentMethods.expiresMonth), asc(paymentMethods.id))
        .limit(BATCH)
        .for("update", { skipLocked: true });
      for (const row of rows) await noticeCard(ctx, tx, row);
      return rows.length;
    });
    result.examined += batch;
    result.done += batch;
    if (batch < BATCH) return result;
  }
}

async function noticeCard(ctx: Ctx, tx: Tx, method: StoredMethod): Promise<void> {
  await tx.update(paymentMethods).set({ expiryNoticedAt: ctx.clock.now() }).where(methodIs(ctx, method.id));
  const [payer] = await tx.select().from(payers).where(payerIs(ctx, method.payerId));
  const toAddress = payer?.emails[0];
  if (!payer || !toAddress || payer.archivedAt || (await hasNewerCard(ctx, tx, method))) return;
  const { id } = await insertRequest(ctx, tx, {
    payerId: payer.id,
    accountId: method.accountId,
    sentTo: [toAddress],
    message: "",
    locale: payer.locale,
    requestKey: `expiring:${method.id}`,
  });
  await enqueueMail(ctx, tx, {
    kind: "expiring-card",
    toAddress,
    locale: payer.locale,
    objectType: "method",
    objectId: method.id,
    payload: { methodId: method.id, requestId: id },
    dedupeKey: `expiring-card:${method.id}`,
  });
}

/** Who has replaced the card already is not asked again. */
async function hasNewerCard(ctx: Ctx, tx: Tx, method: StoredMethod): Promise<boolean> {
  const rows = await tx
    .select({ id: paymentMethods.id })
    .from(paymentMethods)
    .where(
      and(
        eq(paymentMethods.firmId, ctx.firmId),
        eq(paymentMethods.payerId, method.payerId),
        eq(paymentMethods.accountId, method.accountId),
        eq(paymentMethods.status, "active"),
        gt(paymentMethods.expiresMonth, method.expiresMonth),
        gt(paymentMethods.createdAt, method.createdAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
