import { and, asc, eq, inArray, isNotNull, notInArray } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { payments } from "@/db/schema/payments";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import type { FromProcess, Orders } from "../model";
import { sharedClock } from "../shared-clock";
import { chooseSweep } from "./choose-sweep";
import { explainFault } from "./explain-fault";
import { openTill } from "./open-till";
import { payOnce, type Till } from "./pay-once";
import { waitForStrays } from "./wait-for-strays";

/** Without a step forward in so many rounds, what is left stays. */
const PATIENCE = 8;
/** A wait of this length is longer than anything that was sent can be on its way. */
const LONG_WAIT_MS = 5 * 60_000;

type Left = { open: { id: string; checkAt: Date }[]; payable: string[] };

/**
 * Nobody else charges any more: reconciles, sets the clock ahead to the next look, pays what is still owed, and again, until nothing
 * is open.
 */
export async function finishAll(orders: Orders, tell: (message: FromProcess) => void): Promise<void> {
  const time = { ...orders.time };
  const till = openTill(orders, sharedClock(time));
  const sweep = chooseSweep(orders);
  const report = (where: string) => (error: unknown) => {
    const text = explainFault(error);
    if (text !== null) tell({ kind: "surprise", text: `${where}: ${text}` });
  };
  let fewest = Number.POSITIVE_INFINITY;
  for (let idle = 0; idle < PATIENCE; ) {
    await sweep(till.clock).catch(report("sweep"));
    const left = await readLeft(orders.firmId, till);
    for (const linkId of left.payable) await payOnce(till, linkId).catch(report("pay"));
    const count = left.open.length + left.payable.length;
    if (count === 0) return;
    idle = count < fewest ? 0 : idle + 1;
    fewest = Math.min(fewest, count);
    const next = left.open[0];
    const waitMs = next ? next.checkAt.getTime() - till.clock.now().getTime() : 0;
    if (waitMs >= LONG_WAIT_MS) await waitForStrays();
    time.aheadMs += Math.max(0, waitMs);
  }
}

/** Attempts that are not known yet, those due first, and links upon which none is. */
async function readLeft(firmId: string, till: Till): Promise<Left> {
  const ctx = systemContext(firmId, "finish", till.clock);
  return inFirm(ctx, async (tx) => {
    const open = await tx
      .select({ id: payments.id, linkId: payments.linkId, checkAt: payments.checkAt })
      .from(payments)
      .where(
        and(
          eq(payments.firmId, firmId),
          inArray(payments.status, ["created", "processing", "unknown"]),
          isNotNull(payments.checkAt),
        ),
      )
      .orderBy(asc(payments.checkAt));
    const held = open.flatMap((payment) => payment.linkId ?? []);
    const payable = await tx
      .select({ id: payLinks.id })
      .from(payLinks)
      .where(
        and(
          eq(payLinks.firmId, firmId),
          eq(payLinks.status, "open"),
          held.length > 0 ? notInArray(payLinks.id, held) : undefined,
        ),
      );
    return {
      open: open.flatMap(({ id, checkAt }) => (checkAt ? [{ id, checkAt }] : [])),
      payable: payable.map((link) => link.id),
    };
  });
}
