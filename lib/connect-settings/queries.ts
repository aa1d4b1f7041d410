import { and, asc, eq } from "drizzle-orm";
import { connectSettings, postingAccounts } from "@/db/schema/connections";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { CONNECT_OFF, type ConnectSettings, type PostingAccount } from "./model";

/** The settings of this firm; those of a firm that never touched Connect are off. For verbs and jobs, which have asked already. */
export async function getConnectSettings(ctx: Ctx, tx: Tx): Promise<ConnectSettings> {
  const rows = await tx.select().from(connectSettings).where(eq(connectSettings.firmId, ctx.firmId));
  const [row] = rows;
  if (!row) return CONNECT_OFF;
  const { firmId, ...settings } = row;
  return settings;
}

/** The same for the screen. @throws AppError forbidden */
export async function readConnectSettings(ctx: Ctx): Promise<ConnectSettings> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, (tx) => getConnectSettings(ctx, tx));
}

/** What the firm's accounts are called in that matter system, of those that are mapped. For verbs and jobs, which have asked already. */
export async function listPostingAccounts(ctx: Ctx, tx: Tx, connectionId: string): Promise<PostingAccount[]> {
  return tx
    .select({
      accountId: postingAccounts.accountId,
      ledgerCode: postingAccounts.ledgerCode,
      transactionType: postingAccounts.transactionType,
      bankAccount: postingAccounts.bankAccount,
    })
    .from(postingAccounts)
    .where(and(eq(postingAccounts.firmId, ctx.firmId), eq(postingAccounts.connectionId, connectionId)))
    .orderBy(asc(postingAccounts.accountId));
}
