import { and, asc, eq, sql } from "drizzle-orm";
import { customFields } from "@/db/schema/custom-fields";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { FieldModule } from "../model";

export type StoredField = typeof customFields.$inferSelect;

export function fieldIs(ctx: Ctx, fieldId: string) {
  return and(eq(customFields.firmId, ctx.firmId), eq(customFields.id, fieldId));
}

/** Those that are asked for in their order, then the archived ones. */
export function selectFields(ctx: Ctx, tx: Tx, module: FieldModule): Promise<StoredField[]> {
  return tx
    .select()
    .from(customFields)
    .where(and(eq(customFields.firmId, ctx.firmId), eq(customFields.module, module)))
    .orderBy(sql`archived_at is not null`, asc(customFields.position), asc(customFields.createdAt));
}

/** All fields change under one lock, so that two people who order them at once do not mix their orders. */
export async function lockFields(ctx: Ctx, tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.firmId}/custom-fields`}, 0))`);
}

/** @throws AppError not_found */
export async function findField(ctx: Ctx, tx: Tx, fieldId: string): Promise<StoredField> {
  const rows = await tx.select().from(customFields).where(fieldIs(ctx, fieldId));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "field_unknown" });
  return row;
}
