import { payLinks } from "@/db/schema/pay-links";
import type { FirmView } from "@/lib/firms/model";
import { getFirm } from "@/lib/firms/queries";
import { findOptOuts } from "@/lib/link-reminders/find-opt-outs";
import { findRecipient } from "@/lib/link-reminders/find-recipient";
import type { ReminderChoice } from "@/lib/link-reminders/model";
import { findInDirectory } from "@/lib/platform/directory";
import { payerContext } from "@/lib/platform/make-context";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { linkIs } from "./internal/load";

/** What the reminders' address of a recipient opens; null for an unknown token or recipient. Reads only. */
export async function findReminderChoice(
  token: string,
  recipient: string,
): Promise<{ firm: FirmView; choice: ReminderChoice } | null> {
  const entry = await findInDirectory("pay_link", hashToken(token));
  if (!entry) return null;
  const ctx = payerContext(entry.firmId, entry.refId, "");
  return inFirm(ctx, async (tx) => {
    const [link] = await tx
      .select({ recipients: payLinks.recipientEmails })
      .from(payLinks)
      .where(linkIs(ctx, entry.refId));
    const address = link ? findRecipient(link.recipients, recipient) : null;
    if (!address) return null;
    const isOptedOut = await findOptOuts(ctx, tx, [address]);
    return { firm: await getFirm(ctx, tx), choice: { address, isOptedOut: isOptedOut(address) } };
  });
}
