import { and, eq, sql } from "drizzle-orm";
import { users } from "@/db/schema/staff";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { isPermission, type Permission } from "../model";
import { decideManage, isActiveAdmin } from "../rules";

export type StoredUser = typeof users.$inferSelect;

export function userIs(ctx: Ctx, userId: string) {
  return and(eq(users.firmId, ctx.firmId), eq(users.id, userId));
}

/** The row of the user who acts, locked until the transaction ends. @throws AppError forbidden when no user acts */
export async function lockOwnRow(ctx: Ctx, tx: Tx): Promise<StoredUser> {
  const row = await lockUser(ctx, tx, requireUserId(ctx));
  if (!row || row.disabledAt) throw new AppError("forbidden");
  return row;
}

/** Keys, payers and jobs have no profile. @throws AppError forbidden */
export function requireUserId(ctx: Ctx): string {
  if (ctx.actor.kind !== "user") throw new AppError("forbidden");
  return ctx.actor.userId;
}

/** A user's row, locked until the transaction ends; null when there is none. */
export async function lockUser(ctx: Ctx, tx: Tx, userId: string): Promise<StoredUser | null> {
  const rows = await tx.select().from(users).where(userIs(ctx, userId)).for("update");
  return rows[0] ?? null;
}

export function permissionsOf(user: Pick<StoredUser, "permissions">): Permission[] {
  return user.permissions.filter(isPermission);
}

/**
 * The row of another user, locked, for whoever may manage them now. Those who manage users of one firm wait for each other here, and
 * each is asked again what they may do: of two who take each other's rights at once, the second has none left.
 * @throws AppError forbidden, not_found (user_unknown), refused (own_user, user_outranks)
 */
export async function lockManagedUser(ctx: Ctx, tx: Tx, userId: string): Promise<StoredUser> {
  const actor = await lockManager(ctx, tx);
  const user = await lockUser(ctx, tx, userId);
  if (!user) throw new AppError("not_found", { reason: "user_unknown" });
  const decision = decideManage(actor, { id: user.id, permissions: permissionsOf(user), accountIds: user.accountIds });
  if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
  return user;
}

/** The actor with the rights that the database holds now, with the firm's users kept for this transaction. @throws AppError forbidden */
export async function lockManager(ctx: Ctx, tx: Tx): Promise<Ctx["actor"]> {
  const key = `administrators:${ctx.firmId}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  if (ctx.actor.kind !== "user") return ctx.actor;
  const rows = await tx.select().from(users).where(userIs(ctx, ctx.actor.userId));
  const row = rows[0];
  if (!row || !isActiveAdmin(row)) throw new AppError("forbidden", { reason: "needs_users.manage" });
  return { ...ctx.actor, permissions: permissionsOf(row), accountIds: row.accountIds };
}

/** Whether nobody but this user manages the firm's users. */
export async function isLastAdmin(ctx: Ctx, tx: Tx, user: StoredUser): Promise<boolean> {
  if (!isActiveAdmin(user)) return false;
  const rows = await tx.select().from(users).where(eq(users.firmId, ctx.firmId));
  return !rows.some((other) => other.id !== user.id && isActiveAdmin(other));
}
