import { autoPays } from "@/db/schema/auto-pays";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { AutoPayEnd } from "../model";
import { findNextLook } from "./calendar";
import { autoPayIs, type StoredAutoPay } from "./load";
import { writeEvent } from "./write-event";

/** Ends an active one because there is nothing left for it to do; the end of a year is told, because it can be renewed. */
export async function endAutoPay(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay, endReason: AutoPayEnd): Promise<void> {
  const { id, payerId, accountId, name } = autoPay;
  await tx
    .update(autoPays)
    .set({ status: "ended", endReason, nextRunOn: null, nextAt: null, revision: autoPay.revision + 1 })
    .where(autoPayIs(ctx, id));
  await writeEvent(ctx, tx, { autoPayId: id, kind: "ended", detail: { reason: endReason } });
  await appendAudit(ctx, tx, {
    action: "auto_pay.ended",
    objectType: "payer",
    objectId: payerId,
    detail: { autoPayId: id, reason: endReason },
  });
  if (endReason !== "year") return;
  const detail = { name, payerId };
  await raiseAlert(ctx, tx, { kind: "auto_pay_ended", objectType: "auto_pay", objectId: id, accountId, detail });
}

/** Its invoices were paid, but the money came back: it runs on. */
export async function reopenAutoPay(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay): Promise<void> {
  const next = await findNextLook(ctx, tx, autoPay);
  await tx
    .update(autoPays)
    .set({ ...next, status: "active", endReason: "", revision: autoPay.revision + 1 })
    .where(autoPayIs(ctx, autoPay.id));
  await writeEvent(ctx, tx, { autoPayId: autoPay.id, kind: "reopened" });
}
