import { and, count, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { staffSessions, staffTokens, users } from "@/db/schema/staff";
import { ABSOLUTE_SECONDS } from "@/lib/auth/cookie";
import type { PickedRows } from "@/lib/lists/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { type ListOrder, pickedCondition, readPageOf } from "@/lib/platform/list-order";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { likePlain } from "@/lib/search/rules";
import { isLastAdmin, permissionsOf, requireUserId, type StoredUser, userIs } from "./internal/load";
import { orderOf } from "./internal/sort";
import { openTokens } from "./internal/tokens";
import type { SecurityPolicy, SecurityView, SessionView, UserDetail, UserRow } from "./model";
import { roleOf, userStateOf } from "./rules";
import { UserFilter } from "./schemas";

/** What the list is asked for: everybody, by name, unless it says otherwise. */
export type UsersAsked = Partial<UserFilter> & { picked?: PickedRows | null };

/** The users of the firm, by keyset. @throws AppError forbidden, invalid_input (cursor_invalid, cursor_of_other_sort) */
export async function listUsers(ctx: Ctx, asked: UsersAsked): Promise<TwoWayPage<UserRow>> {
  requirePermission(ctx, "users.manage");
  const filter = UserFilter.parse(asked);
  return inFirm(ctx, (tx) => {
    const read = async (order: ListOrder<StoredUser>) =>
      tx
        .select()
        .from(users)
        .where(and(matching(ctx, filter), pickedCondition(sql`${users.id}`, asked.picked), order.after))
        .orderBy(order.by)
        .limit(filter.limit + 1);
    return readPageOf(orderOf(filter), filter.limit, read, (user) => rowOf(user, ctx.clock.now()));
  });
}

/** How many users the filter finds. @throws AppError forbidden */
export async function countUsers(ctx: Ctx, asked: UsersAsked): Promise<number> {
  requirePermission(ctx, "users.manage");
  const where = matching(ctx, UserFilter.parse(asked));
  const rows = await inFirm(ctx, (tx) => tx.select({ count: count() }).from(users).where(where));
  return rows[0]?.count ?? 0;
}

/** One user, as whoever manages users sees them. @throws AppError forbidden, not_found (user_unknown) */
export async function getUser(ctx: Ctx, userId: string): Promise<UserDetail> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, async (tx) => {
    const [user] = await tx.select().from(users).where(userIs(ctx, userId));
    if (!user) throw new AppError("not_found", { reason: "user_unknown" });
    const { locale, lockedUntil, disabledAt, disabledReason } = user;
    const now = ctx.clock.now();
    const [invite] = await tx
      .select({ expiresAt: staffTokens.expiresAt })
      .from(staffTokens)
      .where(and(openTokens(ctx, userId, "invite"), gt(staffTokens.expiresAt, now)));
    return {
      ...rowOf(user, now),
      permissions: permissionsOf(user),
      accountIds: user.accountIds,
      locale,
      lockedUntil: lockedUntil && lockedUntil > now ? lockedUntil : null,
      disabledAt,
      disabledReason,
      inviteExpiresAt: invite?.expiresAt ?? null,
      isLastAdmin: await isLastAdmin(ctx, tx, user),
    };
  });
}

/** Where a user may be signed in, newest first. @throws AppError forbidden */
export async function listUserSessions(ctx: Ctx, userId: string): Promise<SessionView[]> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, (tx) => selectSessions(ctx, tx, userId));
}

/** Where the user who acts may be signed in, newest first. @throws AppError forbidden */
export async function listOwnSessions(ctx: Ctx): Promise<SessionView[]> {
  const userId = requireUserId(ctx);
  return inFirm(ctx, (tx) => selectSessions(ctx, tx, userId));
}

/** Whether the second factor of the user who acts is on, and how many recovery codes are left. @throws AppError forbidden */
export async function getOwnSecondFactor(
  ctx: Ctx,
): Promise<{ isOn: boolean; isRequired: boolean; recoveryCodesLeft: number }> {
  const userId = requireUserId(ctx);
  return inFirm(ctx, async (tx) => {
    const [user] = await tx.select().from(users).where(userIs(ctx, userId));
    const policy = await selectPolicy(ctx, tx);
    return {
      isOn: user !== undefined && user.totpSealed !== "",
      isRequired: policy.requiresSecondFactor,
      recoveryCodesLeft: user?.recoveryHashes.length ?? 0,
    };
  });
}

/** What holds for every sign-in, and of those who can sign in how many have no second factor and how many may refund. @throws AppError forbidden */
export async function getSecurity(ctx: Ctx): Promise<SecurityView> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const [counts] = await tx
      .select({
        withoutSecondFactor: sql<number>`count(*) filter (where ${users.totpSealed} = '')::int`,
        mayRefund: sql<number>`count(*) filter (where 'payments.refund' = any(${users.permissions}))::int`,
      })
      .from(users)
      .where(and(eq(users.firmId, ctx.firmId), isNull(users.disabledAt), sql`password_hash <> ''`));
    return { ...(await selectPolicy(ctx, tx)), withoutSecondFactor: 0, mayRefund: 0, ...counts };
  });
}

async function selectPolicy(ctx: Ctx, tx: Tx): Promise<SecurityPolicy> {
  const [policy] = await tx
    .select({
      requiresSecondFactor: firms.requiresSecondFactor,
      idleDays: firms.idleDays,
      refundLimitCents: firms.refundLimitCents,
    })
    .from(firms)
    .where(eq(firms.firmId, ctx.firmId));
  if (!policy) throw new AppError("not_found", { reason: "firm_unknown" });
  return policy;
}

/** Not ended, of the user's present version, and younger than any session lives. Idle ones end in the browser, which nobody tells us. */
async function selectSessions(ctx: Ctx, tx: Tx, userId: string): Promise<SessionView[]> {
  const oldest = new Date(ctx.clock.now().getTime() - ABSOLUTE_SECONDS * 1_000);
  const { id, ip, userAgent, createdAt } = staffSessions;
  return tx
    .select({ id, ip, userAgent, createdAt })
    .from(staffSessions)
    .innerJoin(
      users,
      and(
        eq(users.firmId, staffSessions.firmId),
        eq(users.id, staffSessions.userId),
        eq(users.sessionVersion, staffSessions.sessionVersion),
      ),
    )
    .where(
      and(
        eq(staffSessions.firmId, ctx.firmId),
        eq(staffSessions.userId, userId),
        isNull(staffSessions.endedAt),
        isNull(users.disabledAt),
        gt(staffSessions.createdAt, oldest),
      ),
    )
    .orderBy(desc(staffSessions.createdAt))
    .limit(50);
}

function matching(ctx: Ctx, { state, q }: UserFilter): SQL | undefined {
  return and(
    eq(users.firmId, ctx.firmId),
    state === "" ? undefined : stateIs(ctx, state),
    q === "" ? undefined : sql`lower(${users.name} || ' ' || ${users.email}) like lower(${`%${likePlain(q)}%`})`,
  );
}

/** As `userStateOf` says it of one user. */
function stateIs(ctx: Ctx, state: Exclude<UserFilter["state"], "">): SQL {
  const isLocked = sql`coalesce(${users.lockedUntil} > ${ctx.clock.now().toISOString()}::timestamptz, false)`;
  const states = {
    deactivated: sql`${users.disabledAt} is not null`,
    invited: sql`${users.disabledAt} is null and ${users.passwordHash} = ''`,
    locked: sql`${users.disabledAt} is null and ${users.passwordHash} <> '' and ${isLocked}`,
    active: sql`${users.disabledAt} is null and ${users.passwordHash} <> '' and not ${isLocked}`,
  };
  return states[state];
}

function rowOf(user: StoredUser, now: Date): UserRow {
  const { id, name, email, lastSignInAt, createdAt } = user;
  return {
    id,
    name,
    email,
    state: userStateOf(user, now),
    role: roleOf(permissionsOf(user)),
    hasSecondFactor: user.totpSealed !== "",
    lastSignInAt,
    createdAt,
  };
}
