import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { operatingCharges, trustReplacements } from "@/db/schema/trust";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { replacementOfCharge } from "./internal/restate-replacing";
import type { OpenChargeRow } from "./model";
import { readStanding } from "./queries";
import { mayBeCovered } from "./rules";

const MAX_ROWS = 200;

/** What operating owes trust and nobody has seen to, oldest first, at most 200. */
export async function listOpenCharges(ctx: Ctx): Promise<OpenChargeRow[]> {
  requirePermission(ctx, "payments.view");
  const limit = visibleAccountIds(ctx);
  const operating = alias(merchantAccounts, "operating");
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select({ charge: operatingCharges, payment: payments, trust: merchantAccounts.name, operating: operating.name })
      .from(operatingCharges)
      .leftJoin(trustReplacements, replacementOfCharge())
      .innerJoin(
        payments,
        and(eq(payments.firmId, operatingCharges.firmId), eq(payments.id, operatingCharges.paymentId)),
      )
      .innerJoin(
        merchantAccounts,
        and(
          eq(merchantAccounts.firmId, operatingCharges.firmId),
          eq(merchantAccounts.id, operatingCharges.trustAccountId),
        ),
      )
      .innerJoin(
        operating,
        and(eq(operating.firmId, operatingCharges.firmId), eq(operating.id, operatingCharges.operatingAccountId)),
      )
      .where(
        and(
          eq(operatingCharges.firmId, ctx.firmId),
          isNull(trustReplacements.chargeId),
          limit === null ? undefined : inArray(operatingCharges.trustAccountId, [...limit]),
        ),
      )
      .orderBy(asc(operatingCharges.at), asc(operatingCharges.id))
      .limit(MAX_ROWS);
    const open: OpenChargeRow[] = [];
    for (const row of rows) {
      const { id, kind, amountCents, currency, at, trustAccountId, paymentId } = row.charge;
      const { clientRef, matterRef, number: paymentNumber } = row.payment;
      const standing = await readStanding(ctx, tx, { accountId: trustAccountId, clientRef, matterRef });
      const names = { trustAccountName: row.trust, operatingAccountName: row.operating };
      const about = { paymentId, paymentNumber, clientRef, matterRef, mayBeCovered: mayBeCovered(kind, standing) };
      open.push({ id, kind, amountCents, currency, at, trustAccountId, ...names, ...about });
    }
    return open;
  });
}
