import type { Permission } from "./model";

type Holder =
  | { kind: "user" | "api_key"; permissions: readonly Permission[]; accountIds: readonly string[] | null }
  | { kind: "payer" }
  | { kind: "system" };

/** Payers hold no permission; jobs act for the firm and hold all. */
export function holdsPermission(actor: Holder, permission: Permission): boolean {
  if (actor.kind === "system") return true;
  if (actor.kind === "payer") return false;
  return actor.permissions.includes(permission);
}

/** Whether an actor may see and use this merchant account; null = all accounts. */
export function mayUseAccount(actor: Holder, accountId: string): boolean {
  if (actor.kind === "system" || actor.kind === "payer") return true;
  return actor.accountIds === null || actor.accountIds.includes(accountId);
}
