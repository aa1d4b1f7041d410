import { operatingCharges } from "@/db/schema/trust";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { OperatingChargeKind } from "../model";
import { lockMatter } from "./lock-matter";
import { restateReplacing } from "./restate-replacing";

export type OperatingCharge = {
  payment: { id: string; currency: string; clientRef: string; matterRef: string };
  account: { id: string; feeAccountId: string };
  kind: OperatingChargeKind;
  /** The same cause of a payment is charged once. */
  cause: string;
  amountCents: number;
};

/** Writes down that operating answers for something of trust money (T4, T5), once, and tells staff what is to be replaced. */
export async function chargeOperating(ctx: Ctx, tx: Tx, charge: OperatingCharge): Promise<void> {
  const { payment, account, kind, cause, amountCents } = charge;
  // Before the alert and the audit, as a move of the payment does it: nobody waits for one who waits for them.
  await lockMatter(ctx, tx, { ...payment, accountId: account.id });
  const added = await tx
    .insert(operatingCharges)
    .values({
      firmId: ctx.firmId,
      id: ctx.ids.next("chg"),
      kind,
      cause,
      trustAccountId: account.id,
      operatingAccountId: account.feeAccountId,
      paymentId: payment.id,
      amountCents,
      currency: payment.currency,
      at: ctx.clock.now(),
    })
    .onConflictDoNothing()
    .returning({ id: operatingCharges.id });
  const chargeId = added[0]?.id;
  if (!chargeId) return;
  await restateReplacing(ctx, tx, account.id);
  await appendAudit(ctx, tx, {
    action: "trust.charged_to_operating",
    objectType: "payment",
    objectId: payment.id,
    detail: { chargeId, kind, amountCents, currency: payment.currency, operatingAccountId: account.feeAccountId },
  });
}
