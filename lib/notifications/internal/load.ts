import { and, asc, eq } from "drizzle-orm";
import { notificationAddresses } from "@/db/schema/notifications";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { NotificationAddress } from "../model";
import { isNotificationEvent } from "../rules";

/** The addresses of one user as they were put in order. */
export async function loadAddresses(ctx: Ctx, tx: Tx, userId: string): Promise<NotificationAddress[]> {
  const { address, events, largeCents, position } = notificationAddresses;
  const rows = await tx
    .select({ address, events, largeCents })
    .from(notificationAddresses)
    .where(and(eq(notificationAddresses.firmId, ctx.firmId), eq(notificationAddresses.userId, userId)))
    .orderBy(asc(position), asc(address));
  return rows.map((row) => ({ ...row, events: row.events.filter(isNotificationEvent) }));
}
