import { and, eq } from "drizzle-orm";
import { payLinks, reminderOptOuts } from "@/db/schema/pay-links";
import { appendAudit } from "@/lib/audit/append-audit";
import { findRecipient, plainAddress } from "@/lib/link-reminders/find-recipient";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { linkIs } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";

/**
 * A recipient of a link wants no more reminders of the firm, or wants them again. The link's token and the key of the recipient's
 * address, both from the mail, are the right to say so. Saying it twice changes nothing more.
 * @throws AppError not_found
 */
export async function chooseReminders(
  ctx: Ctx,
  linkId: string,
  { recipient, wants }: { recipient: string; wants: boolean },
): Promise<void> {
  await inFirm(ctx, async (tx) => {
    const [link] = await tx.select({ recipients: payLinks.recipientEmails }).from(payLinks).where(linkIs(ctx, linkId));
    const found = link && findRecipient(link.recipients, recipient);
    if (!found) throw new AppError("not_found", { reason: "recipient_unknown" });
    await writeReminderChoice(ctx, tx, linkId, { address: found, wants });
  });
}

/** Writes the choice of an address down, with the link in whose mail it was made, its history and the audit log. */
export async function writeReminderChoice(
  ctx: Ctx,
  tx: Tx,
  linkId: string,
  { address: given, wants }: { address: string; wants: boolean },
): Promise<void> {
  const address = plainAddress(given);
  const isOne = and(eq(reminderOptOuts.firmId, ctx.firmId), eq(reminderOptOuts.address, address));
  const changed = wants
    ? await tx.delete(reminderOptOuts).where(isOne).returning({ address: reminderOptOuts.address })
    : await tx
        .insert(reminderOptOuts)
        .values({ firmId: ctx.firmId, address, linkId, optedOutAt: ctx.clock.now() })
        .onConflictDoNothing()
        .returning({ address: reminderOptOuts.address });
  if (changed.length === 0) return;
  await logLinkEvent(ctx, tx, linkId, wants ? "opted_in" : "opted_out", { address });
  await appendAudit(ctx, tx, {
    action: wants ? "reminders.opt_in" : "reminders.opt_out",
    objectType: "pay_link",
    objectId: linkId,
    detail: { address },
  });
}
