import { payLinks } from "@/db/schema/pay-links";
import { appendAudit } from "@/lib/audit/append-audit";
import type { LinkRemindersInput } from "@/lib/link-reminders/schemas";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { linkIs, lockLink } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";

/** Switches the reminders of one link off, or on again. @throws AppError forbidden, not_found */
export async function setLinkReminders(ctx: Ctx, { linkId, isOff }: LinkRemindersInput): Promise<{ id: string }> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    const link = await lockLink(ctx, tx, linkId);
    requireAccount(ctx, link.accountId);
    if (link.isReminderOff === isOff) return { id: linkId };
    await tx.update(payLinks).set({ isReminderOff: isOff }).where(linkIs(ctx, linkId));
    await logLinkEvent(ctx, tx, linkId, isOff ? "reminders_off" : "reminders_on");
    await appendAudit(ctx, tx, {
      action: "pay_link.set_reminders",
      objectType: "pay_link",
      objectId: linkId,
      detail: { before: { isOff: link.isReminderOff }, after: { isOff } },
    });
    return { id: linkId };
  });
}
