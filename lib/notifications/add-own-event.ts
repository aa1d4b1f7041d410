import { notificationAddresses } from "@/db/schema/notifications";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockNotifiedUser } from "@/lib/staff/lock-notified-user";
import { loadAddresses } from "./internal/load";
import { DEFAULT_LARGE_CENTS, type NotificationEvent } from "./model";
import { withOwnAddress } from "./rules";

/** The user who acts is told of this too from now on, at the address they sign in with. @throws AppError forbidden */
export async function addOwnEvent(
  ctx: Ctx,
  { event }: { event: NotificationEvent },
): Promise<{ changed: boolean; address: string }> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden");
  return inFirm(ctx, async (tx) => {
    const user = await lockNotifiedUser(ctx, tx, actor.userId);
    const before = await loadAddresses(ctx, tx, user.id);
    const [own] = withOwnAddress(before, user.email, DEFAULT_LARGE_CENTS);
    const { email: address } = user;
    if (!own || own.events.includes(event)) return { changed: false, address };
    const events = [...own.events, event];
    const { firmId, userId } = { firmId: ctx.firmId, userId: user.id };
    await tx
      .insert(notificationAddresses)
      .values({ ...own, events, firmId, userId, id: ctx.ids.next("ntf"), position: 0, createdAt: ctx.clock.now() })
      .onConflictDoUpdate({
        target: [notificationAddresses.firmId, notificationAddresses.userId, notificationAddresses.address],
        set: { events },
      });
    await appendAudit(ctx, tx, {
      action: "notifications.change",
      objectType: "user",
      objectId: userId,
      detail: { address, added: event },
    });
    return { changed: true, address };
  });
}
