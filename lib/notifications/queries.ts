import { and, arrayOverlaps, eq, isNull, ne } from "drizzle-orm";
import { notificationAddresses } from "@/db/schema/notifications";
import { users } from "@/db/schema/staff";
import { isConnectOnIn } from "@/lib/connect-settings/is-connect-on";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { loadAddresses } from "./internal/load";
import { DEFAULT_LARGE_CENTS, type NotificationEvent, type Notifications } from "./model";
import { offeredEvents, withOwnAddress } from "./rules";

/** What the user who acts is told of. @throws AppError forbidden when no user acts */
export async function getOwnNotifications(ctx: Ctx): Promise<Notifications> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden");
  return inFirm(ctx, (tx) => read(ctx, tx, actor.userId));
}

/** What another user is told of. @throws AppError forbidden, not_found (user_unknown) */
export async function getNotifications(ctx: Ctx, userId: string): Promise<Notifications> {
  requirePermission(ctx, "users.manage");
  return inFirm(ctx, (tx) => read(ctx, tx, userId));
}

/** Whether some address is told of this event, for a screen that offers to begin. Asks nothing about which accounts. */
export async function isSomebodyTold(ctx: Ctx, tx: Tx, event: NotificationEvent): Promise<boolean> {
  const rows = await tx
    .select({ id: notificationAddresses.id })
    .from(notificationAddresses)
    .innerJoin(users, and(eq(users.firmId, notificationAddresses.firmId), eq(users.id, notificationAddresses.userId)))
    .where(
      and(
        eq(notificationAddresses.firmId, ctx.firmId),
        arrayOverlaps(notificationAddresses.events, [event]),
        isNull(users.disabledAt),
        ne(users.passwordHash, ""),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

async function read(ctx: Ctx, tx: Tx, userId: string): Promise<Notifications> {
  const [user] = await tx
    .select({ email: users.email, permissions: users.permissions })
    .from(users)
    .where(and(eq(users.firmId, ctx.firmId), eq(users.id, userId)));
  if (!user) throw new AppError("not_found", { reason: "user_unknown" });
  const stored = await loadAddresses(ctx, tx, userId);
  return {
    userId,
    ownAddress: user.email,
    addresses: withOwnAddress(stored, user.email, DEFAULT_LARGE_CENTS),
    offered: offeredEvents(user.permissions, await isConnectOnIn(ctx, tx)),
    currency: (await getFirm(ctx, tx)).currency,
  };
}
