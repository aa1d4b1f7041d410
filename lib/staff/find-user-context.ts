import { and, eq } from "drizzle-orm";
import { users } from "@/db/schema/staff";
import { DEFAULT_LOCALE, isLocale, type Locale } from "@/lib/i18n/model";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { isPermission } from "./model";

/** Somebody in whose name a job works: what they may do now, and their language. */
export type UserContext = {
  ctx: Ctx & { actor: { kind: "user" } };
  locale: Locale;
  email: string;
  name: string;
};

/** A user with their rights as they stand now, by the clock of `ctx`. Null when there is none, or when they are disabled. */
export async function findUserContext(ctx: Ctx, tx: Tx, userId: string): Promise<UserContext | null> {
  const rows = await tx
    .select()
    .from(users)
    .where(and(eq(users.firmId, ctx.firmId), eq(users.id, userId)));
  const user = rows[0];
  if (!user || user.disabledAt) return null;
  const { name, email, accountIds, locale } = user;
  const permissions = user.permissions.filter(isPermission);
  const actor = { kind: "user", userId, name, permissions, accountIds } as const;
  return { ctx: { ...ctx, actor }, locale: isLocale(locale) ? locale : DEFAULT_LOCALE, email, name };
}
