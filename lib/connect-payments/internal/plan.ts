import { listPostingAccounts } from "@/lib/connect-settings/queries";
import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { ConnectDraft, PaymentPlan, PlanAccount } from "../model";
import { planPayment } from "../rules";

/** The accounts that the actor may use, with their names in the matter system; the firm's default first. */
export async function listPlanAccounts(ctx: Ctx, tx: Tx, connectionId: string): Promise<PlanAccount[]> {
  const accounts = await listMerchantAccounts(ctx, tx);
  const named = await listPostingAccounts(ctx, tx, connectionId);
  return accounts.map(({ id, name, kind, currency, isDefault, bankLast4 }) => ({
    ...{ id, name, kind, currency, isDefault, bankLast4 },
    bankAccount: named.find(({ accountId }) => accountId === id)?.bankAccount ?? "",
  }));
}

export async function planDraft(ctx: Ctx, tx: Tx, draft: ConnectDraft): Promise<PaymentPlan> {
  return planPayment(draft.lines, await listPlanAccounts(ctx, tx, draft.connectionId), draft.accountId);
}

/** The same where there must be one. @throws AppError refused (nothing_allocated, currencies_differ, trust_bank_unmapped, ...) */
export async function requirePlan(ctx: Ctx, tx: Tx, draft: ConnectDraft): Promise<Extract<PaymentPlan, { ok: true }>> {
  const plan = await planDraft(ctx, tx, draft);
  if (!plan.ok) throw new AppError("refused", { reason: plan.refusal });
  return plan;
}
