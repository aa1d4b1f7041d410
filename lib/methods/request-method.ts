import { and, eq, sql } from "drizzle-orm";
import { methodRequests } from "@/db/schema/methods";
import { appendAudit } from "@/lib/audit/append-audit";
import { getFirm } from "@/lib/firms/queries";
import { findMerchantAccount } from "@/lib/merchant-accounts/queries";
import { expiryOf } from "@/lib/pay-links/rules";
import { splitAddresses } from "@/lib/pay-links/schemas";
import { lockPayer } from "@/lib/payers/lock-payer";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { hashToken, seal } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { requestTokenPlace } from "./internal/load";
import { mailRequest } from "./internal/mail-request";
import type { RequestMethodInput } from "./schemas";

/**
 * Asks a payer, by mail, to save a card or bank account under a link that serves once. The same request key makes one request.
 * @throws AppError forbidden, not_found, invalid_input (account_unknown), refused (payer_archived)
 */
export async function requestMethod(ctx: Ctx, input: RequestMethodInput): Promise<{ id: string; addresses: string[] }> {
  requirePermission(ctx, "payers.manage");
  return inFirm(ctx, async (tx) => {
    // Two presses at once wait for each other here, so that the second finds the request of the first.
    const key = `${ctx.firmId}/method/${input.requestKey}`;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
    const same = await findByRequest(ctx, tx, input.requestKey);
    if (same) return same;
    const payer = await lockPayer(ctx, tx, input.payerId);
    if (payer.archivedAt) throw new AppError("refused", { reason: "payer_archived" });
    const account = await findMerchantAccount(ctx, tx, input.account);
    if (!account)
      throw new AppError("invalid_input", {
        reason: "account_unknown",
        fields: [{ path: "account", message: "account_unknown" }],
      });
    const wanted = {
      payerId: payer.id,
      accountId: account.id,
      sentTo: [...new Set(splitAddresses(input.emails))],
      message: input.message,
      locale: payer.locale,
      requestKey: input.requestKey,
    };
    const made = await insertRequest(ctx, tx, wanted);
    await mailRequest(ctx, tx, { ...wanted, id: made.id }, "first");
    return made;
  });
}

type NewRequest = Pick<
  typeof methodRequests.$inferInsert,
  "payerId" | "accountId" | "sentTo" | "message" | "locale" | "requestKey"
>;

/** The request alone, without its mail: an expiring card is told in other words. */
export async function insertRequest(
  ctx: Ctx,
  tx: Tx,
  wanted: NewRequest,
): Promise<{ id: string; addresses: string[] }> {
  const id = ctx.ids.next("mrq");
  const token = ctx.ids.token();
  const now = ctx.clock.now();
  const { linkLifeDays } = await getFirm(ctx, tx);
  await tx.insert(methodRequests).values({
    ...wanted,
    firmId: ctx.firmId,
    id,
    tokenHash: hashToken(token),
    tokenSealed: seal(token, requestTokenPlace(ctx.firmId)),
    createdBy: actorName(ctx.actor),
    createdAt: now,
    sentAt: now,
    expiresAt: expiryOf(now, linkLifeDays),
  });
  await putInDirectory(tx, "method_request", hashToken(token), id);
  await appendAudit(ctx, tx, {
    action: "method.request",
    objectType: "payer",
    objectId: wanted.payerId,
    detail: { requestId: id, accountId: wanted.accountId, to: wanted.sentTo },
  });
  return { id, addresses: wanted.sentTo };
}

async function findByRequest(
  ctx: Ctx,
  tx: Tx,
  requestKey: string,
): Promise<{ id: string; addresses: string[] } | null> {
  const rows = await tx
    .select({ id: methodRequests.id, addresses: methodRequests.sentTo })
    .from(methodRequests)
    .where(and(eq(methodRequests.firmId, ctx.firmId), eq(methodRequests.requestKey, requestKey)));
  return rows[0] ?? null;
}
