import { and, eq } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { addDays } from "@/lib/dates/period-days";
import { getFirm } from "@/lib/firms/queries";
import { openChargeableMethod } from "@/lib/methods/open-chargeable-method";
import { requireAccount } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { AutoPayTerms } from "../model";
import { LATEST_START_YEARS } from "../schemas";

/**
 * Whether a payer's open invoices can be paid so: a method of this payer at this account that may be charged, and operating money, since
 * no machine pays into trust. `keptStart`: a day of the past that stood there already.
 * @returns the currency
 * @throws AppError invalid_input (method_of_other_account, auto_pay_needs_operating, start_in_past, start_too_far), not_found, refused (method_*)
 */
export async function checkTerms(
  ctx: Ctx,
  tx: Tx,
  payerId: string,
  terms: AutoPayTerms,
  keptStart: string | null,
): Promise<string> {
  requireAccount(ctx, terms.accountId);
  const [account] = await tx
    .select({ kind: merchantAccounts.kind, currency: merchantAccounts.currency })
    .from(merchantAccounts)
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, terms.accountId)));
  if (!account) throw new AppError("not_found", { reason: "account_unknown" });
  if (account.kind !== "operating") throw wrong("accountId", "auto_pay_needs_operating");
  const method = await openChargeableMethod(ctx, tx, terms.methodId);
  if (method.payerId !== payerId || method.accountId !== terms.accountId)
    throw wrong("methodId", "method_of_other_account");
  const { timeZone } = await getFirm(ctx, tx);
  const today = dateInZone(ctx.clock.now(), timeZone);
  if (terms.startDate < today && terms.startDate !== keptStart) throw wrong("startDate", "start_in_past");
  if (terms.startDate > addDays(today, LATEST_START_YEARS * 366)) throw wrong("startDate", "start_too_far");
  return account.currency;
}

function wrong(path: string, message: string): AppError {
  return new AppError("invalid_input", { fields: [{ path, message }] });
}
