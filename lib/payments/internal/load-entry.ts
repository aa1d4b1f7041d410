import { and, eq } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payers } from "@/db/schema/payers";
import { readCustomFields } from "@/lib/custom-fields/queries";
import { keptValues, problemsOfValues } from "@/lib/custom-fields/rules";
import type { FirmView } from "@/lib/firms/model";
import { getFirm } from "@/lib/firms/queries";
import { type OpenMethod, openChargeableMethod } from "@/lib/methods/open-chargeable-method";
import { payerIs } from "@/lib/payers/lock-payer";
import type { EnterPaymentInput } from "@/lib/payment-forms/schemas";
import { requireAccount } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError, type FieldError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

export type LoadedEntry = {
  firm: FirmView;
  account: typeof merchantAccounts.$inferSelect;
  /** Null for somebody new. */
  payer: typeof payers.$inferSelect | null;
  /** Null for one that was typed. */
  method: OpenMethod | null;
  customFields: Record<string, string>;
};

/**
 * Everything that a form names, as it stands now, and whether it may be charged so.
 * @throws AppError not_found, invalid_input, refused (payer_archived, method_not_active, method_expired, method_blocked)
 */
export async function loadEntry(ctx: Ctx, tx: Tx, input: EnterPaymentInput): Promise<LoadedEntry> {
  const account = await findAccount(ctx, tx, input.account);
  const asked = await readCustomFields(ctx, tx, "payment");
  const problems = [
    ...(account.kind === "trust" ? matterProblems(input) : []),
    ...problemsOfValues(asked, input.customFields).map(({ id, problem }) => at(`customFields.${id}`, problem)),
    ...kindProblems(account, input),
  ];
  if (problems.length > 0) {
    const isMatter = problems.some(({ message }) => message.startsWith("trust_needs"));
    throw new AppError("invalid_input", { ...(isMatter ? { reason: "trust_needs_matter" } : {}), fields: problems });
  }
  const payer = input.payerId === "" ? null : await findPayer(ctx, tx, input.payerId);
  const method = input.methodKind === "saved" ? await findMethod(ctx, tx, input) : null;
  const customFields = keptValues(asked, input.customFields);
  return { firm: await getFirm(ctx, tx), account, payer, method, customFields };
}

const at = (path: string, message: string): FieldError => ({ path, message });

function matterProblems({ clientRef, matterRef }: EnterPaymentInput): FieldError[] {
  return [
    ...(clientRef === "" ? [at("clientRef", "trust_needs_client")] : []),
    ...(matterRef === "" ? [at("matterRef", "trust_needs_matter_number")] : []),
  ];
}

function kindProblems(account: LoadedEntry["account"], { methodKind }: EnterPaymentInput): FieldError[] {
  const isRefused =
    (methodKind === "card" && !account.acceptsCard) || (methodKind === "echeck" && !account.acceptsEcheck);
  return isRefused ? [at("methodKind", "method_not_accepted")] : [];
}

async function findAccount(ctx: Ctx, tx: Tx, accountId: string): Promise<LoadedEntry["account"]> {
  requireAccount(ctx, accountId);
  const rows = await tx
    .select()
    .from(merchantAccounts)
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId)));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "account_unknown" });
  return row;
}

async function findPayer(ctx: Ctx, tx: Tx, payerId: string): Promise<typeof payers.$inferSelect> {
  const rows = await tx.select().from(payers).where(payerIs(ctx, payerId));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "payer_unknown" });
  if (row.archivedAt) throw new AppError("refused", { reason: "payer_archived" });
  return row;
}

/** A method is kept for one payer at one account, and charged for no other. */
async function findMethod(ctx: Ctx, tx: Tx, input: EnterPaymentInput): Promise<OpenMethod> {
  const method = await openChargeableMethod(ctx, tx, input.methodId);
  if (method.payerId !== input.payerId || method.accountId !== input.account)
    throw new AppError("invalid_input", { fields: [at("methodId", "method_of_other_account")] });
  return method;
}
