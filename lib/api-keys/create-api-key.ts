import { and, count, eq, isNull, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { decideGrant } from "@/lib/staff/rules";
import { API_KEY_PERMISSIONS, MAX_API_KEYS } from "./model";
import type { CreateApiKeyInput } from "./schemas";

/**
 * Makes a key with a name and the permissions that its program needs: none that its maker does not hold. `key` is shown once; only its
 * hash is kept.
 * @throws AppError forbidden, refused (grant_not_held, key_needs_all_accounts, too_many_keys)
 */
export async function createApiKey(ctx: Ctx, input: CreateApiKeyInput): Promise<{ id: string; key: string }> {
  requirePermission(ctx, "settings.manage");
  const permissions = API_KEY_PERMISSIONS.filter((one) => input.permissions.includes(one));
  const decision = decideGrant(ctx.actor, permissions);
  if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
  // A key sees every account; whoever sees some only would see the others through it.
  if (visibleAccountIds(ctx) !== null) throw new AppError("refused", { reason: "key_needs_all_accounts" });
  const id = ctx.ids.next("key");
  const key = `dp_${ctx.ids.token()}`;
  await inFirm(ctx, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`api-keys:${ctx.firmId}`}, 0))`);
    const [open] = await tx
      .select({ count: count() })
      .from(apiKeys)
      .where(and(eq(apiKeys.firmId, ctx.firmId), isNull(apiKeys.revokedAt)));
    if ((open?.count ?? 0) >= MAX_API_KEYS) throw new AppError("refused", { reason: "too_many_keys" });
    await tx.insert(apiKeys).values({
      firmId: ctx.firmId,
      id,
      name: input.name,
      keyHash: hashToken(key),
      permissions,
      createdAt: ctx.clock.now(),
      createdBy: actorName(ctx.actor),
    });
    await putInDirectory(tx, "api_key", hashToken(key), id);
    await appendAudit(ctx, tx, {
      action: "api_key.create",
      objectType: "api_key",
      objectId: id,
      detail: { name: input.name, permissions },
    });
  });
  return { id, key };
}
