import { and, eq } from "drizzle-orm";
import { notificationAddresses } from "@/db/schema/notifications";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { lockNotifiedUser } from "@/lib/staff/lock-notified-user";
import { loadAddresses } from "./internal/load";
import type { NotificationAddress } from "./model";
import { addressesText, type NotificationsInput } from "./schemas";

/**
 * Sets which addresses of a user are told of what: one's own, or as an administrator those of somebody who may do no more than oneself.
 * Addresses that ask for nothing are forgotten.
 * @throws AppError forbidden, not_found (user_unknown), refused (user_outranks), conflict (somebody changed them meanwhile)
 */
export async function saveNotifications(ctx: Ctx, input: NotificationsInput): Promise<{ changed: boolean }> {
  return inFirm(ctx, async (tx) => {
    const { id: userId } = await lockNotifiedUser(ctx, tx, input.userId);
    const before = await loadAddresses(ctx, tx, userId);
    if (addressesText(before) !== input.before) throw new AppError("conflict");
    const after = input.addresses.filter(({ events }) => events.length > 0);
    if (addressesText(after) === input.before) return { changed: false };
    await replaceAddresses(ctx, tx, userId, after);
    await appendAudit(ctx, tx, {
      action: "notifications.change",
      objectType: "user",
      objectId: userId,
      detail: { before, after },
    });
    return { changed: true };
  });
}

async function replaceAddresses(
  ctx: Ctx,
  tx: Tx,
  userId: string,
  addresses: readonly NotificationAddress[],
): Promise<void> {
  await tx
    .delete(notificationAddresses)
    .where(and(eq(notificationAddresses.firmId, ctx.firmId), eq(notificationAddresses.userId, userId)));
  if (addresses.length === 0) return;
  const rows = addresses.map((one, position) => ({
    ...one,
    firmId: ctx.firmId,
    id: ctx.ids.next("ntf"),
    userId,
    position,
    createdAt: ctx.clock.now(),
  }));
  await tx.insert(notificationAddresses).values(rows);
}
