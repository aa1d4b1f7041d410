import { and, eq } from "drizzle-orm";
import { payers } from "@/db/schema/payers";
import { enqueueMail } from "@/lib/email/enqueue-mail";
import { askedByPlan } from "@/lib/methods/find-asking-plan";
import { insertRequest } from "@/lib/methods/request-method";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { StoredAutoPay, StoredRun } from "./load";

const MOST_ADDRESSES = 3;

/** Says that a payment failed, with a link under which another method can be saved: the Auto-Pay then goes on with that one. */
export async function mailFailedRun(
  ctx: Ctx,
  tx: Tx,
  { autoPay, run, retryOn }: { autoPay: StoredAutoPay; run: StoredRun; retryOn: string },
): Promise<void> {
  const payer = await readReader(ctx, tx, autoPay.payerId);
  if (!payer) return;
  const { id: autoPayId, accountId } = autoPay;
  const { runOn } = run;
  const request = await insertRequest(ctx, tx, {
    ...{ payerId: payer.id, accountId, sentTo: payer.addresses, message: "", locale: payer.locale },
    requestKey: askedByPlan(ctx, "auto_pay", autoPayId, `${runOn}:${run.round}`),
  });
  const payload = { autoPayId, runOn, requestId: request.id, retryOn };
  for (const toAddress of payer.addresses)
    await enqueueMail(ctx, tx, {
      ...{ kind: "auto-pay-failed", toAddress, locale: payer.locale, objectType: "auto_pay", objectId: autoPayId },
      ...{ payload, dedupeKey: `auto-pay-failed:${request.id}:${toAddress}` },
    });
}

/** Says before a debit how much will be taken. */
export async function mailNotice(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay, runOn: string): Promise<void> {
  const payer = await readReader(ctx, tx, autoPay.payerId);
  if (!payer) return;
  const { id: autoPayId } = autoPay;
  for (const toAddress of payer.addresses)
    await enqueueMail(ctx, tx, {
      ...{ kind: "auto-pay-notice", toAddress, locale: payer.locale, objectType: "auto_pay", objectId: autoPayId },
      ...{ payload: { autoPayId, runOn }, dedupeKey: `auto-pay-notice:${autoPayId}:${runOn}:${toAddress}` },
    });
}

/** Null when nobody reads mail for this payer. */
async function readReader(ctx: Ctx, tx: Tx, payerId: string) {
  const [payer] = await tx
    .select()
    .from(payers)
    .where(and(eq(payers.firmId, ctx.firmId), eq(payers.id, payerId)));
  if (!payer || payer.archivedAt || payer.emails.length === 0) return null;
  return { id: payer.id, locale: payer.locale, addresses: payer.emails.slice(0, MOST_ADDRESSES) };
}
