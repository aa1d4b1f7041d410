import { updateAlert } from "@/lib/alerts/update-alert";
import { recordDisputes } from "@/lib/disputes/record-disputes";
import type { DisputeFacts } from "@/lib/gateways/port";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { applyDisputesToPostings } from "@/lib/postings/apply-to-postings";
import { chargeDisputes } from "@/lib/trust/charge-disputes";
import type { LockedPayment } from "../lock-payment";
import type { Move } from "../move-payment";

/**
 * Writes down all disputes of a payment as the gateway tells them, with what operating owes for them. False when the reading is older
 * than what stands. Another dispute of a payment that is disputed already is no move, but told all the same.
 */
export async function followDisputes(
  ctx: Ctx,
  tx: Tx,
  payment: LockedPayment,
  disputes: readonly DisputeFacts[],
): Promise<boolean> {
  const { isOvertaken, opened } = await recordDisputes(ctx, tx, payment, disputes);
  if (isOvertaken) return false;
  if (disputes.length > 0) {
    await chargeDisputes(ctx, tx, payment);
    await applyDisputesToPostings(ctx, tx, payment);
  }
  const move = moveByDisputes(disputes);
  if (opened > 0 && payment.status === "disputed" && move) {
    const subject = { objectType: "payment", objectId: payment.id, accountId: payment.accountId } as const;
    await updateAlert(ctx, tx, { ...subject, kind: "dispute_opened", detail: move.detail });
  }
  return true;
}

/** Where the disputes of a payment lead it, all of them together; null when none stands against it. */
export function moveByDisputes(disputes: readonly DisputeFacts[]): Move | null {
  const open = disputes.filter(({ status }) => status === "open");
  const standing = open.length > 0 ? open : disputes.filter(({ status }) => status === "lost");
  const [newest] = standing;
  if (!newest) return null;
  const amountCents = standing.reduce((sum, dispute) => sum + dispute.amountCents, 0);
  const detail = { amountCents: String(amountCents), reason: newest.reason };
  return { to: open.length > 0 ? "disputed" : "dispute_lost", detail };
}
