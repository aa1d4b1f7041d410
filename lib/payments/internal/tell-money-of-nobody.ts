import { and, eq, isNull, ne, or } from "drizzle-orm";
import { breaks } from "@/db/schema/comparisons";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { updateAlert } from "@/lib/alerts/update-alert";
import type { FindOutcome } from "@/lib/gateways/port";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { LockedPayment } from "../lock-payment";

type Found = Extract<FindOutcome, { kind: "found" }>;

/**
 * A no that was none: the gateway holds money that our books call never taken. The link may have been paid again since, so that only a
 * person can put it right. The daily comparison tells the same as a break; where it has, and a person is at it or has explained it, there
 * is no second alert.
 */
export async function tellMoneyOfNobody(ctx: Ctx, tx: Tx, payment: LockedPayment, found: Found): Promise<void> {
  if (payment.status !== "error" && payment.status !== "declined") return;
  const subject = { objectType: "payment", objectId: payment.id } as const;
  const heldCents = heldThereCents(found);
  if (heldCents === 0 || (await isTold(ctx, tx, payment)))
    return clearAlerts(ctx, tx, { ...subject, kinds: ["books_differ"] });
  const detail = { kind: "money_of_nobody", amountCents: String(heldCents), currency: found.currency };
  await updateAlert(ctx, tx, { ...subject, kind: "books_differ", accountId: payment.accountId, detail });
}

function heldThereCents({ outcome, reversal, amountCents, refundedCents }: Found): number {
  const isTaken = outcome.kind === "approved" || outcome.kind === "pending";
  return isTaken && reversal === null ? amountCents - refundedCents : 0;
}

async function isTold(ctx: Ctx, tx: Tx, payment: LockedPayment): Promise<boolean> {
  const rows = await tx
    .select({ id: breaks.id })
    .from(breaks)
    .where(
      and(
        eq(breaks.firmId, ctx.firmId),
        eq(breaks.accountId, payment.accountId),
        eq(breaks.reference, payment.id),
        eq(breaks.kind, "money_of_nobody"),
        or(isNull(breaks.closedAt), ne(breaks.note, "")),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
