import { and, eq } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { writeReminderChoice } from "@/lib/pay-links/choose-reminders";
import type { Ctx } from "@/lib/platform/context";
import { countUp } from "@/lib/platform/counters";
import { inFirm } from "@/lib/platform/tx";
import { isLaterOutcome } from "./rules";
import type { MailEvent } from "./transports/resend-events";

/**
 * Writes down what became of a mail, once however often and in whatever order it is told: a bounce stands against an earlier "delivered",
 * which says only that the first server took it. Whoever calls our mail about a link spam gets no more reminders.
 * `unknown`: the firm has no such mail, or the transport calls it otherwise.
 */
export async function followMailEvent(ctx: Ctx, event: MailEvent): Promise<"stored" | "duplicate" | "unknown"> {
  return inFirm(ctx, async (tx) => {
    const isIt = and(eq(mails.firmId, ctx.firmId), eq(mails.id, event.mailId));
    const [mail] = await tx.select().from(mails).where(isIt).for("update");
    // Before the sending is written down the mail has no name there yet.
    if (!mail || (mail.transportRef !== "" && mail.transportRef !== event.ref)) return "unknown";
    if (!isLaterOutcome(mail.outcome, event.outcome)) return "duplicate";
    await tx
      .update(mails)
      .set({ outcome: event.outcome, outcomeAt: event.at, outcomeReason: event.reason })
      .where(isIt);
    if (event.outcome === "complained" && mail.objectType === "pay_link")
      await writeReminderChoice(ctx, tx, mail.objectId, { address: mail.toAddress, wants: false });
    countUp("mails", { kind: mail.kind, result: event.outcome });
    return "stored";
  });
}
