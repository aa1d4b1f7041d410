import { and, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { removeFromDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { ApiKeyIdInput } from "./schemas";

/** Ends a key for good: its next request is 401. What it did stays told by its name. Twice is once. @throws AppError forbidden, not_found (key_unknown) */
export async function revokeApiKey(ctx: Ctx, { keyId }: ApiKeyIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "settings.manage");
  const isIt = and(eq(apiKeys.firmId, ctx.firmId), eq(apiKeys.id, keyId));
  return inFirm(ctx, async (tx) => {
    const [ended] = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.clock.now() })
      .where(and(isIt, isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name, keyHash: apiKeys.keyHash });
    if (!ended) {
      const known = await tx.select({ id: apiKeys.id }).from(apiKeys).where(isIt);
      if (known.length === 0) throw new AppError("not_found", { reason: "key_unknown" });
      return { id: keyId };
    }
    await removeFromDirectory(tx, "api_key", ended.keyHash);
    const { name } = ended;
    await appendAudit(ctx, tx, { action: "api_key.revoke", objectType: "api_key", objectId: keyId, detail: { name } });
    return { id: keyId };
  });
}
