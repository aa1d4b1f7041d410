import { and, eq, notInArray } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { isPaymentStatus } from "@/lib/payments/model";
import { CLAIM_RELEASED } from "@/lib/payments/rules";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import type { Till } from "./pay-once";

/** `open`: to be tried again; `waits`: for the gateway, or for recovery. */
export type StoryEnd = "done" | "open" | "waits";

export type TakenPayment = { id: string; status: string; amountCents: number };

/** The attempt of an obligation that was not a definite no. A void one was taken, and is not taken again here. */
export async function findStanding(till: Till, obligation: string): Promise<TakenPayment | null> {
  const { firmId } = till;
  const released = CLAIM_RELEASED.filter((status) => status !== "voided");
  const rows = await inFirm(systemContext(firmId, "crash", till.clock), (tx) =>
    tx
      .select({ id: payments.id, status: payments.status, amountCents: payments.amountCents })
      .from(payments)
      .where(
        and(eq(payments.firmId, firmId), eq(payments.obligation, obligation), notInArray(payments.status, released)),
      ),
  );
  const row = rows[0];
  if (row && !isPaymentStatus(row.status)) throw new Error(`status ${row.status} is not known`);
  return row ?? null;
}
