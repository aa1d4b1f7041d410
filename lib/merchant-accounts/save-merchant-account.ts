import { and, eq, ne } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { appendAudit } from "@/lib/audit/append-audit";
import { getFirm } from "@/lib/firms/queries";
import { leavesAKind } from "@/lib/link-settings/rules";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory, putInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { type AccountRow, accountIs, isAccountUsed, keysOfRow, lockAccounts, sealKeys } from "./internal/load";
import { proveKeys, refColumn, requireProof } from "./internal/prove-keys";
import { hasServerKeys } from "./list-account-settings";
import { changedKeys, type Keys, mergeKeys, problemOfKeys } from "./rules";
import type { AccountInput } from "./schemas";

/**
 * Adds a merchant account, or changes one. Kind and currency are fixed once it is there, its gateway and whose keys it has once money
 * went through it. Keys are sealed; none of them is ever shown again, audited or logged.
 * @throws AppError forbidden, not_found, refused (with `fields` that name what is wrong)
 */
export async function saveMerchantAccount(ctx: Ctx, input: AccountInput): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx, "settings.manage");
  if (input.accountId) requireAccount(ctx, input.accountId);
  const proof = await proveKeys(ctx, input);
  return inFirm(ctx, async (tx) => {
    const accounts = await lockAccounts(ctx, tx);
    const before = accounts.find(({ id }) => id === input.accountId) ?? null;
    if (input.accountId && !before) throw new AppError("not_found", { reason: "account_unknown" });
    // The form's own id: the same press twice is one account.
    const id = before?.id ?? idOfRequest(ctx, input);
    if (!before && accounts.some((account) => account.id === id)) return { id, isNew: true };
    const keptKeys = before ? keysOfRow(ctx, before) : {};
    const keys = input.gateway === "stripe" ? mergeKeys(keptKeys, input) : keptKeys;
    await checkInput(ctx, tx, { input, before, accounts, keys });
    const change = { input, before, keys, proof };
    await requireProof(ctx, tx, change);
    const columns = { ...columnsOf(ctx, input, keys, accounts.length === 0), ...refColumn(ctx, change) };
    if (columns.isDefault) await clearDefault(ctx, tx, id);
    if (before) await tx.update(merchantAccounts).set(columns).where(accountIs(ctx, id));
    else await insertAccount(ctx, tx, id, input, columns);
    await openToGateway(tx, input.gateway, id, before);
    await appendAudit(ctx, tx, {
      action: before ? "account.change" : "account.create",
      objectType: "account",
      objectId: id,
      detail: {
        before: before && factsOf(before),
        after: factsOf({ ...input, ...columns }),
        keysChanged: changedKeys(keptKeys, keys),
      },
    });
    return { id, isNew: !before };
  });
}

function idOfRequest(ctx: Ctx, { requestId }: AccountInput): string {
  const suffix = /^req_([0-9a-z]{10,40})$/.exec(requestId ?? "")?.[1];
  return suffix ? `acc_${suffix}` : ctx.ids.next("acc");
}

type Checked = { input: AccountInput; before: AccountRow | null; accounts: readonly AccountRow[]; keys: Keys };

async function checkInput(ctx: Ctx, tx: Tx, { input, before, accounts, keys }: Checked): Promise<void> {
  const others = accounts.filter(({ id }) => id !== before?.id);
  if (others.some(({ name }) => name.toLowerCase() === input.name.toLowerCase())) refuse("name", "account_name_taken");
  if (before && (before.kind !== input.kind || before.currency !== input.currency))
    refuse("kind", "account_kind_fixed");
  if (before && before.gateway !== input.gateway && (await isAccountUsed(ctx, tx, before.id)))
    refuse("gateway", "account_gateway_fixed");
  // Its links would open a page on which nothing can be paid.
  if (!leavesAKind((await getFirm(ctx, tx)).linkMethods, input)) refuse("acceptsCard", "account_kinds_unlinked");
  if (before?.isDefault && !input.isDefault) refuse("isDefault", "default_account_needed");
  if (input.kind === "trust") {
    const payer = others.find(({ id }) => id === input.feeAccountId);
    if (payer?.kind !== "operating" || payer.currency !== input.currency) refuse("feeAccountId", "fee_account_missing");
  }
  if (input.gateway !== "stripe") return;
  const problem = problemOfKeys(keys, hasServerKeys());
  if (problem) refuse(problem.path, problem.refusal);
}

function refuse(path: string, refusal: string): never {
  throw new AppError("refused", { reason: refusal, fields: [{ path, message: refusal }] });
}

function columnsOf(ctx: Ctx, input: AccountInput, keys: Keys, isFirst: boolean) {
  const { name, bankLast4, gateway, acceptsCard, acceptsEcheck, kind, feeAccountId } = input;
  return {
    name,
    bankLast4,
    gateway,
    acceptsCard,
    acceptsEcheck,
    isDefault: input.isDefault || isFirst,
    feeAccountId: kind === "trust" ? feeAccountId : null,
    credentialsSealed: sealKeys(ctx, keys),
  };
}

async function insertAccount(
  ctx: Ctx,
  tx: Tx,
  id: string,
  { kind, currency }: AccountInput,
  columns: ReturnType<typeof columnsOf> & { gatewayAccountRef?: string },
): Promise<void> {
  await tx
    .insert(merchantAccounts)
    .values({ ...columns, firmId: ctx.firmId, id, kind, currency, createdAt: ctx.clock.now() });
}

async function clearDefault(ctx: Ctx, tx: Tx, exceptId: string): Promise<void> {
  await tx
    .update(merchantAccounts)
    .set({ isDefault: false })
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), ne(merchantAccounts.id, exceptId)));
}

/** Lets the gateway's webhooks and framed pages find the firm by the account. */
async function openToGateway(tx: Tx, gateway: string, id: string, before: AccountRow | null): Promise<void> {
  if (before?.gateway === gateway) return;
  const key = `${gateway}:${id}`;
  if (await findInDirectory("gateway_account", key)) return;
  await putInDirectory(tx, "gateway_account", key, id);
}

/** What the audit may hold: no key, sealed or not. */
function factsOf(
  account: Pick<
    AccountRow,
    "name" | "kind" | "currency" | "bankLast4" | "gateway" | "acceptsCard" | "acceptsEcheck" | "isDefault"
  >,
) {
  const { name, kind, currency, bankLast4, gateway, acceptsCard, acceptsEcheck, isDefault } = account;
  return { name, kind, currency, bankLast4, gateway, acceptsCard, acceptsEcheck, isDefault };
}
