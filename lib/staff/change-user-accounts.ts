import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { lockManagedUser, userIs } from "./internal/load";
import { decideAccounts } from "./rules";
import type { ChangeUserAccountsInput } from "./schemas";

/**
 * Sets which merchant accounts another user sees, with all that stands on them. It holds from their next press on. Accounts that are made
 * later are seen only by who sees all.
 * @throws AppError forbidden, not_found (user_unknown), conflict (somebody changed them meanwhile), invalid_input (account_unknown),
 * refused (own_user, user_outranks, account_not_held)
 */
export async function changeUserAccounts(ctx: Ctx, input: ChangeUserAccountsInput): Promise<{ changed: boolean }> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const { id, accountIds: before } = await lockManagedUser(ctx, tx, input.userId);
    const after = input.scope === "all" ? null : [...new Set(input.accountIds)].sort();
    if (textOf(before) !== textOf(input.before)) throw new AppError("conflict");
    if (textOf(before) === textOf(after)) return { changed: false };
    const decision = decideAccounts(ctx.actor, after);
    if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
    if (after) await requireKnown(ctx, tx, after);
    await tx.update(users).set({ accountIds: after }).where(userIs(ctx, id));
    const detail = { before: before ?? "all", after: after ?? "all" };
    await appendAudit(ctx, tx, { action: "user.accounts", objectType: "user", objectId: id, detail });
    return { changed: true };
  });
}

function textOf(accountIds: readonly string[] | null): string {
  return accountIds === null ? "all" : [...accountIds].sort().join(" ");
}

async function requireKnown(ctx: Ctx, tx: Tx, accountIds: readonly string[]): Promise<void> {
  const known = (await listMerchantAccounts(ctx, tx)).map(({ id }) => id);
  if (accountIds.every((accountId) => known.includes(accountId))) return;
  const fields = [{ path: "accountIds", message: "account_unknown" }];
  throw new AppError("invalid_input", { reason: "account_unknown", fields });
}
