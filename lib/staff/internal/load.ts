import { and, eq } from "drizzle-orm";
import { users } from "@/db/schema/staff";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

export function userIs(ctx: Ctx, userId: string) {
  return and(eq(users.firmId, ctx.firmId), eq(users.id, userId));
}

/** The row of the user who acts, locked until the transaction ends. @throws AppError forbidden when no user acts */
export async function lockOwnRow(ctx: Ctx, tx: Tx): Promise<typeof users.$inferSelect> {
  const rows = await tx
    .select()
    .from(users)
    .where(userIs(ctx, requireUserId(ctx)))
    .for("update");
  const row = rows[0];
  if (!row || row.disabledAt) throw new AppError("forbidden");
  return row;
}

/** Keys, payers and jobs have no profile. @throws AppError forbidden */
export function requireUserId(ctx: Ctx): string {
  if (ctx.actor.kind !== "user") throw new AppError("forbidden");
  return ctx.actor.userId;
}
