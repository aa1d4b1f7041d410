import type { Permission } from "@/lib/staff/model";
import { holdsPermission, mayUseAccount } from "@/lib/staff/rules";
import type { Ctx } from "./context";
import { AppError } from "./errors";

/** First line of every verb. @throws AppError forbidden */
export function requirePermission(ctx: Ctx, permission: Permission): void {
  if (!holdsPermission(ctx.actor, permission)) throw new AppError("forbidden", { reason: `needs_${permission}` });
}

/** An account outside the actor's limits does not exist for them. @throws AppError not_found */
export function requireAccount(ctx: Ctx, accountId: string): void {
  if (!mayUseAccount(ctx.actor, accountId)) throw new AppError("not_found", { reason: "account_unknown" });
}

/** The accounts a list may show: null = all. */
export function visibleAccountIds(ctx: Ctx): readonly string[] | null {
  return ctx.actor.kind === "user" ? ctx.actor.accountIds : null;
}
