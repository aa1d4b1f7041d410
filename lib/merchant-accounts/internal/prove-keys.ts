import { and, desc, eq, ne } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { gatewayOf } from "@/lib/gateways/registry";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { type Keys, mergeKeys } from "../rules";
import type { AccountInput } from "../schemas";
import { type AccountRow, accountIs, keysOfRow } from "./load";

/** The secret key that the gateway was asked with, and whose it is; `accountRef` null where the key may not say. */
export type KeyProof = { secretKey: string; accountRef: string | null };

type Taken = { id: string; gatewayRef: string };

/**
 * Another secret key of an account through which money went must be of the same account of the gateway, and of the same mode: only there
 * can those payments be looked up and refunded. The gateway is asked for the newest of them with the new key, which a restricted key may
 * do too. Null when nothing needs a proof. No transaction is open meanwhile.
 * @throws AppError refused (other_stripe_account, stripe_unanswered)
 */
export async function proveKeys(ctx: Ctx, input: AccountInput): Promise<KeyProof | null> {
  const { accountId, gateway } = input;
  if (!accountId || gateway !== "stripe") return null;
  const known = await inFirm(ctx, async (tx) => {
    const rows = await tx.select().from(merchantAccounts).where(accountIs(ctx, accountId));
    const row = rows[0];
    const taken = await findTaken(ctx, tx, accountId);
    return row && taken && { row, taken };
  });
  if (!known) return null;
  const { row, taken } = known;
  const credentials = mergeKeys(keysOfRow(ctx, row), input);
  if (!isOtherKey(row, ctx, credentials)) return null;
  const account = { firmId: ctx.firmId, accountId, accountName: row.name, currency: row.currency, credentials };
  const stripe = gatewayOf(gateway, ctx);
  const check = await stripe.checkAccount(account);
  if (check.kind === "unknown") refuseKey("stripe_unanswered");
  const accountRef = check.kind === "ok" ? check.accountRef : null;
  const isOther = accountRef !== null && row.gatewayAccountRef !== "" && accountRef !== row.gatewayAccountRef;
  const found = isOther ? null : await stripe.findCharge(account, taken.id, { gatewayRef: taken.gatewayRef });
  if (found?.kind !== "found") refuseKey("other_stripe_account");
  return { secretKey: credentials.secretKey, accountRef };
}

type Change = { input: AccountInput; before: AccountRow | null; keys: Keys; proof: KeyProof | null };

/** Again under the lock: somebody may have paid there since. @throws AppError refused (stripe_unanswered) */
export async function requireProof(ctx: Ctx, tx: Tx, { input, before, keys, proof }: Change): Promise<void> {
  if (!before || input.gateway !== "stripe" || !isOtherKey(before, ctx, keys)) return;
  if (proof?.secretKey === keys.secretKey || !(await findTaken(ctx, tx, before.id))) return;
  refuseKey("stripe_unanswered");
}

/** What is known of whose keys they are goes with the keys. */
export function refColumn(ctx: Ctx, { input, before, keys, proof }: Change): { gatewayAccountRef?: string } {
  if (!before || (before.gateway === input.gateway && !isOtherKey(before, ctx, keys))) return {};
  if (proof === null) return { gatewayAccountRef: "" };
  return proof.accountRef === null ? {} : { gatewayAccountRef: proof.accountRef };
}

function isOtherKey(row: AccountRow, ctx: Ctx, keys: Keys): boolean {
  return row.gateway === "stripe" && (keysOfRow(ctx, row).secretKey ?? "") !== (keys.secretKey ?? "");
}

/** The newest charge of the account that the gateway has given a name. */
async function findTaken(ctx: Ctx, tx: Tx, accountId: string): Promise<Taken | null> {
  const rows = await tx
    .select({ id: payments.id, gatewayRef: payments.gatewayRef })
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.accountId, accountId), ne(payments.gatewayRef, "")))
    .orderBy(desc(payments.createdAt))
    .limit(1);
  return rows[0] ?? null;
}

function refuseKey(refusal: "other_stripe_account" | "stripe_unanswered"): never {
  throw new AppError("refused", { reason: refusal, fields: [{ path: "secretKey", message: refusal }] });
}
