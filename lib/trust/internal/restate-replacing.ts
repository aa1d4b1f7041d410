import { and, count, eq, isNull, max, sum } from "drizzle-orm";
import { operatingCharges, trustReplacements } from "@/db/schema/trust";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { updateAlert } from "@/lib/alerts/update-alert";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** One alert per trust account says how much operating owes it; it goes when everything was seen to. */
export async function restateReplacing(ctx: Ctx, tx: Tx, trustAccountId: string): Promise<void> {
  const rows = await tx
    .select({
      cents: sum(operatingCharges.amountCents).mapWith(Number),
      count: count(),
      currency: max(operatingCharges.currency),
    })
    .from(operatingCharges)
    .leftJoin(trustReplacements, replacementOfCharge())
    .where(
      and(
        eq(operatingCharges.firmId, ctx.firmId),
        eq(operatingCharges.trustAccountId, trustAccountId),
        isNull(trustReplacements.chargeId),
      ),
    );
  const open = rows[0];
  const subject = { objectType: "account", objectId: trustAccountId } as const;
  if (!open || open.count === 0) return clearAlerts(ctx, tx, { ...subject, kinds: ["trust_to_replace"] });
  const detail = { amountCents: String(open.cents ?? 0), count: String(open.count), currency: open.currency ?? "" };
  await updateAlert(ctx, tx, { ...subject, kind: "trust_to_replace", accountId: trustAccountId, detail });
}

export function replacementOfCharge() {
  return and(
    eq(trustReplacements.firmId, operatingCharges.firmId),
    eq(trustReplacements.chargeId, operatingCharges.id),
  );
}
