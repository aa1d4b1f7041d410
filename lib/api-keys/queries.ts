import { and, desc, eq, sql } from "drizzle-orm";
import { apiKeys, users } from "@/db/schema/staff";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { isPermission } from "@/lib/staff/model";
import type { ApiKeyRow } from "./model";

/** The keys of the firm, those that serve first, then by age; of the revoked ones the latest hundred. @throws AppError forbidden */
export async function listApiKeys(ctx: Ctx): Promise<ApiKeyRow[]> {
  requirePermission(ctx, "settings.manage");
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ key: apiKeys, createdByName: users.name })
      .from(apiKeys)
      .leftJoin(users, and(eq(users.firmId, apiKeys.firmId), sql`'user:' || ${users.id} = ${apiKeys.createdBy}`))
      .where(eq(apiKeys.firmId, ctx.firmId))
      .orderBy(sql`${apiKeys.revokedAt} is not null`, desc(apiKeys.createdAt), desc(apiKeys.id))
      .limit(150),
  );
  return rows.map(({ key: { id, name, permissions, createdAt, lastUsedAt, revokedAt }, createdByName }) => ({
    ...{ id, name, createdAt, lastUsedAt, revokedAt },
    permissions: permissions.filter(isPermission),
    createdByName: createdByName ?? "",
  }));
}
