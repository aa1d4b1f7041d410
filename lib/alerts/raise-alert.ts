import { alerts } from "@/db/schema/alerts";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { AlertKind, AlertSubject } from "./model";

export type NewAlert = AlertSubject & {
  kind: AlertKind;
  /** Staff limited to other accounts do not see it; null concerns the whole firm. */
  accountId: string | null;
  /** What the words on the screen need, such as an amount or a code; never a secret. */
  detail: Record<string, string>;
};

/** Raises an alert in the transaction of its cause, once while it is open. */
export async function raiseAlert(ctx: Ctx, tx: Tx, alert: NewAlert): Promise<void> {
  await tx
    .insert(alerts)
    .values({ ...alert, firmId: ctx.firmId, id: ctx.ids.next("alt"), raisedAt: ctx.clock.now() })
    .onConflictDoNothing();
}
