import { and, asc, eq, type SQL } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import type { Ctx } from "@/lib/platform/context";
import { seal, unseal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import type { Keys } from "../rules";

export type AccountRow = typeof merchantAccounts.$inferSelect;

export function accountIs(ctx: Ctx, accountId: string): SQL | undefined {
  return and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId));
}

/** All of the firm's, locked: names and the default are decided among all of them. */
export function lockAccounts(ctx: Ctx, tx: Tx): Promise<AccountRow[]> {
  return tx
    .select()
    .from(merchantAccounts)
    .where(eq(merchantAccounts.firmId, ctx.firmId))
    .orderBy(asc(merchantAccounts.name))
    .for("update");
}

export function listAccountRows(ctx: Ctx, tx: Tx): Promise<AccountRow[]> {
  return tx
    .select()
    .from(merchantAccounts)
    .where(eq(merchantAccounts.firmId, ctx.firmId))
    .orderBy(asc(merchantAccounts.name));
}

/** Whether anyone ever paid there. */
export async function isAccountUsed(ctx: Ctx, tx: Tx, accountId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.accountId, accountId)))
    .limit(1);
  return rows.length > 0;
}

/** The account's credentials, opened. */
export function keysOfRow(ctx: Ctx, row: Pick<AccountRow, "credentialsSealed">): Keys {
  if (row.credentialsSealed === "") return {};
  return JSON.parse(unseal(row.credentialsSealed, placeOf(ctx))) as Keys;
}

/** "" for no key at all. */
export function sealKeys(ctx: Ctx, keys: Keys): string {
  const kept = Object.fromEntries(Object.entries(keys).filter(([, value]) => value));
  return Object.keys(kept).length === 0 ? "" : seal(JSON.stringify(kept), placeOf(ctx));
}

function placeOf(ctx: Ctx): string {
  return `${ctx.firmId}/merchant_accounts.credentials`;
}
