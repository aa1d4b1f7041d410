import { and, asc, eq, inArray, ne, type SQL } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import type { GatewayAccount } from "@/lib/gateways/port";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { onceInTx } from "@/lib/platform/once-in-tx";
import { unseal } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { MerchantAccountView } from "./model";

type AccountRow = typeof merchantAccounts.$inferSelect;

/** The accounts that the actor may use; the firm's default first. */
export async function listMerchantAccounts(ctx: Ctx, tx: Tx): Promise<MerchantAccountView[]> {
  const limit = visibleAccountIds(ctx);
  const rows = await tx
    .select()
    .from(merchantAccounts)
    .where(
      and(
        eq(merchantAccounts.firmId, ctx.firmId),
        limit === null ? undefined : inArray(merchantAccounts.id, [...limit]),
      ),
    )
    .orderBy(asc(merchantAccounts.name));
  return rows.map(viewOf).sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

/** By id or exact name, as API users may give either. Null when there is none, or none the actor may use. */
export async function findMerchantAccount(ctx: Ctx, tx: Tx, idOrName: string): Promise<MerchantAccountView | null> {
  const accounts = await listMerchantAccounts(ctx, tx);
  return (
    accounts.find((account) => account.id === idOrName) ?? accounts.find((account) => account.name === idOrName) ?? null
  );
}

/** What a gateway call needs: the gateway's id and the account with its credentials opened. @throws AppError not_found */
export async function getGatewayAccount(
  ctx: Ctx,
  tx: Tx,
  accountId: string,
): Promise<{ gateway: string; account: GatewayAccount }> {
  const row = await readAccount(ctx, tx, accountId);
  if (!row) throw new AppError("not_found", { reason: "account_unknown" });
  const credentials = row.credentialsSealed
    ? (JSON.parse(unseal(row.credentialsSealed, `${ctx.firmId}/merchant_accounts.credentials`)) as Record<
        string,
        string
      >)
    : {};
  return {
    gateway: row.gateway,
    account: { firmId: ctx.firmId, accountId: row.id, accountName: row.name, currency: row.currency, credentials },
  };
}

/** What an account is and takes. Null when there is none. */
export async function findAccount(ctx: Ctx, tx: Tx, accountId: string): Promise<MerchantAccountView | null> {
  const row = await readAccount(ctx, tx, accountId);
  return row && viewOf(row);
}

/** Whether no real money can move: every account of the firm is on the sandbox. */
export async function usesOnlySandbox(ctx: Ctx): Promise<boolean> {
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ id: merchantAccounts.id })
      .from(merchantAccounts)
      .where(and(eq(merchantAccounts.firmId, ctx.firmId), ne(merchantAccounts.gateway, "sandbox")))
      .limit(1),
  );
  return rows.length === 0;
}

async function readAccount(ctx: Ctx, tx: Tx, accountId: string): Promise<AccountRow | null> {
  return onceInTx(tx, `account/${accountId}`, async () => {
    const rows = await tx.select().from(merchantAccounts).where(accountIs(ctx, accountId));
    return rows[0] ?? null;
  });
}

function accountIs(ctx: Ctx, accountId: string): SQL | undefined {
  return and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId));
}

function viewOf(row: AccountRow): MerchantAccountView {
  const { id, name, kind, currency, bankLast4, acceptsCard, acceptsEcheck, isDefault } = row;
  return { id, name, kind, currency, bankLast4, acceptsCard, acceptsEcheck, isDefault };
}
