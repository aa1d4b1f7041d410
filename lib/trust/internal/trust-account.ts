import { and, eq } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

/** The account if it holds trust money, with the operating account that answers for it; null for an operating account. */
export async function findTrustAccount(
  ctx: Ctx,
  tx: Tx,
  accountId: string,
): Promise<{ id: string; feeAccountId: string } | null> {
  const rows = await tx
    .select({ kind: merchantAccounts.kind, feeAccountId: merchantAccounts.feeAccountId })
    .from(merchantAccounts)
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId)));
  const row = rows[0];
  if (row?.kind !== "trust") return null;
  invariant(row.feeAccountId, `trust account ${accountId} has an operating account for its fees`);
  return { id: accountId, feeAccountId: row.feeAccountId };
}
