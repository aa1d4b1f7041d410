import { alerts } from "@/db/schema/alerts";
import type { NotificationEvent } from "@/lib/notifications/model";
import { notifyStaff } from "@/lib/notifications/notify-staff";
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

/** What is mailed to those who asked for it. Failed runs are told run by run, where they fail: their alert may stand open over several. */
const MAILED_AS = {
  echeck_returned: "echeck_returned",
  dispute_opened: "payment_disputed",
  posting_failed: "posting_failed",
  connector_down: "connector_down",
} as const satisfies Partial<Record<AlertKind, NotificationEvent>>;

/** Raises an alert in the transaction of its cause, once while it is open, and mails those who asked to be told. */
export async function raiseAlert(ctx: Ctx, tx: Tx, alert: NewAlert): Promise<void> {
  const [raised] = await tx
    .insert(alerts)
    .values({ ...alert, firmId: ctx.firmId, id: ctx.ids.next("alt"), raisedAt: ctx.clock.now() })
    .onConflictDoNothing()
    .returning({ id: alerts.id });
  const { kind, accountId } = alert;
  if (raised && isMailed(kind)) await notifyStaff(ctx, tx, { event: MAILED_AS[kind], alertId: raised.id, accountId });
}

function isMailed(kind: AlertKind): kind is keyof typeof MAILED_AS {
  return kind in MAILED_AS;
}
