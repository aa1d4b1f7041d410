import { payLinks } from "@/db/schema/pay-links";
import { findOptOuts } from "@/lib/link-reminders/find-opt-outs";
import type { LinkReminders } from "@/lib/link-reminders/model";
import { readFirmReminders } from "@/lib/link-reminders/read-firm-reminders";
import { comingReminders } from "@/lib/link-reminders/rules";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { linkIs } from "./internal/load";

/** What is still to come to a link, and who of its recipients wants none. @throws AppError forbidden, not_found */
export async function getLinkReminders(ctx: Ctx, linkId: string): Promise<LinkReminders> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const [link] = await tx.select().from(payLinks).where(linkIs(ctx, linkId));
    const limit = visibleAccountIds(ctx);
    if (!link || (limit !== null && !limit.includes(link.accountId)))
      throw new AppError("not_found", { reason: "link_unknown" });
    const { rules, timeZone } = await readFirmReminders(ctx, tx);
    const isOptedOut = await findOptOuts(ctx, tx, link.recipientEmails);
    const optedOut = link.recipientEmails.filter(isOptedOut);
    const isWanted = rules.isOn && !link.isReminderOff && link.byEmail && link.status === "open";
    const isReadByAny = optedOut.length < link.recipientEmails.length;
    return {
      isOn: rules.isOn,
      isLinkOff: link.isReminderOff,
      optedOut,
      coming: isWanted && isReadByAny ? comingReminders(rules, link, timeZone, ctx.clock.now()) : [],
    };
  });
}
