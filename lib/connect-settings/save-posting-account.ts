import { and, eq } from "drizzle-orm";
import { postingAccounts } from "@/db/schema/connections";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { postings } from "@/db/schema/postings";
import { appendAudit } from "@/lib/audit/append-audit";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { requireConnection } from "./internal/require-connection";
import { requireConnectOn } from "./require-connect-on";
import type { PostingAccountInput } from "./schemas";

/**
 * Says what money of a merchant account is called in a matter system, or with three empty texts that it is not mapped any more.
 * @throws AppError forbidden, not_found (`account_unknown`, `connection_unknown`), invalid_input (some of the three are missing)
 */
export async function savePostingAccount(ctx: Ctx, input: PostingAccountInput): Promise<{ isMapped: boolean }> {
  requirePermission(ctx, "settings.manage");
  const { connectionId, accountId, ...codes } = input;
  requireAccount(ctx, accountId);
  const missing = Object.entries(codes).filter(([, code]) => code === "");
  const isMapped = missing.length === 0;
  if (!isMapped && missing.length < Object.keys(codes).length) {
    const fields = missing.map(([path]) => ({ path, message: "posting_code_missing" }));
    throw new AppError("invalid_input", { fields });
  }
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    await requireBoth(ctx, tx, input);
    const here = and(
      eq(postingAccounts.firmId, ctx.firmId),
      eq(postingAccounts.connectionId, connectionId),
      eq(postingAccounts.accountId, accountId),
    );
    const [before] = await tx.select().from(postingAccounts).where(here).for("update");
    if (isMapped)
      await tx
        .insert(postingAccounts)
        .values({ firmId: ctx.firmId, ...input })
        .onConflictDoUpdate({
          target: [postingAccounts.firmId, postingAccounts.accountId, postingAccounts.connectionId],
          set: codes,
        });
    else await tx.delete(postingAccounts).where(here);
    if (isMapped) await askAnew(ctx, tx, input);
    await appendAudit(ctx, tx, {
      action: isMapped ? "posting_account.saved" : "posting_account.cleared",
      objectType: "account",
      objectId: accountId,
      detail: { connectionId, before: before ? codesOf(before) : null, after: isMapped ? codes : null },
    });
    return { isMapped };
  });
}

/** Records that waited for this are judged with the next turn, and not when their time comes. */
async function askAnew(ctx: Ctx, tx: Tx, { connectionId, accountId }: PostingAccountInput): Promise<void> {
  await tx
    .update(postings)
    .set({ checkedAt: null })
    .where(
      and(
        eq(postings.firmId, ctx.firmId),
        eq(postings.connectionId, connectionId),
        eq(postings.accountId, accountId),
        eq(postings.state, "incomplete"),
        eq(postings.reason, "account_unmapped"),
      ),
    );
}

async function requireBoth(ctx: Ctx, tx: Tx, { connectionId, accountId }: PostingAccountInput): Promise<void> {
  const accounts = await tx
    .select({ id: merchantAccounts.id })
    .from(merchantAccounts)
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId)));
  if (accounts.length === 0) throw new AppError("not_found", { reason: "account_unknown" });
  await requireConnection(ctx, tx, connectionId);
}

function codesOf({ ledgerCode, transactionType, bankAccount }: typeof postingAccounts.$inferSelect) {
  return { ledgerCode, transactionType, bankAccount };
}
