import { and, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/db/schema/staff";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { randomIds } from "@/lib/platform/ids";
import { systemContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { isPermission } from "@/lib/staff/model";
import { callerAddress } from "./peer-address";

/** How exactly it is known when a key was used last. */
const USED_WITHIN_MS = 60_000;
const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]{8,200}) *$/i;

/**
 * Who asks: the bearer key's firm and rights as the database holds them now. Keys that do not open anything are counted by address,
 * the others by key.
 * @throws AppError unauthenticated, rate_limited
 */
export async function authenticateCaller(headers: Headers): Promise<Ctx> {
  const ip = callerAddress(headers);
  const key = BEARER.exec(headers.get("authorization") ?? "")?.[1];
  const found = key ? await findKey(hashToken(key)) : null;
  await takeFromLimit("api-key", found ? found.key.id : `address:${ip}`);
  if (!found) throw new AppError("unauthenticated");
  const { firmId, key: row } = found;
  const permissions = row.permissions.filter(isPermission);
  const actor = { kind: "api_key", keyId: row.id, name: row.name, permissions, accountIds: null } as const;
  return { firmId, actor, clock: systemClock, ids: randomIds, ip };
}

async function findKey(keyHash: string): Promise<{ firmId: string; key: typeof apiKeys.$inferSelect } | null> {
  const entry = await findInDirectory("api_key", keyHash);
  if (!entry) return null;
  const { firmId, refId } = entry;
  const isIt = and(eq(apiKeys.firmId, firmId), eq(apiKeys.id, refId));
  return inFirm(systemContext(firmId, "api-key"), async (tx) => {
    const [key] = await tx
      .select()
      .from(apiKeys)
      .where(and(isIt, eq(apiKeys.keyHash, keyHash), isNull(apiKeys.revokedAt)));
    if (!key) return null;
    const now = systemClock.now();
    // A busy program would else write its key's row with every request.
    if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > USED_WITHIN_MS)
      await tx.update(apiKeys).set({ lastUsedAt: now }).where(isIt);
    return { firmId, key };
  });
}
