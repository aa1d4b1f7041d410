import { and, eq } from "drizzle-orm";
import { apiKeys } from "@/db/schema/staff";
import { systemClock } from "@/lib/platform/clock";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { randomIds } from "@/lib/platform/ids";
import { systemContext } from "@/lib/platform/make-context";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { rowFromJson } from "@/lib/platform/row-from-json";
import { hashToken } from "@/lib/platform/secrets";
import { askByKey, inFirm } from "@/lib/platform/tx";
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
  await takeFromLimit("api-key", found ? found.id : `address:${ip}`);
  if (!found) throw new AppError("unauthenticated");
  const permissions = found.permissions.filter(isPermission);
  const actor = { kind: "api_key", keyId: found.id, name: found.name, permissions, accountIds: null } as const;
  return { firmId: found.firmId, actor, clock: systemClock, ids: randomIds, ip };
}

async function findKey(keyHash: string): Promise<typeof apiKeys.$inferSelect | null> {
  const opened = await askByKey<Record<string, unknown>>("select open_api_key($1) as answer", keyHash);
  if (!opened) return null;
  const key = rowFromJson(apiKeys, opened);
  const now = systemClock.now();
  // A busy program would else write its key's row with every request.
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > USED_WITHIN_MS) await noteUse(key, now);
  return key;
}

async function noteUse({ firmId, id }: typeof apiKeys.$inferSelect, now: Date): Promise<void> {
  await inFirm(systemContext(firmId, "api-key"), (tx) =>
    tx
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(apiKeys.firmId, firmId), eq(apiKeys.id, id))),
  );
}
