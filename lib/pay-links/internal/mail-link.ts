import { enqueueMail } from "@/lib/email/enqueue-mail";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** Puts the link's mail for every recipient into the outbox. `round` tells a first sending from a later one. */
export async function mailLink(
  ctx: Ctx,
  tx: Tx,
  link: { id: string; recipientEmails: string[]; locale: string },
  round: string,
): Promise<void> {
  for (const address of link.recipientEmails) {
    await enqueueMail(ctx, tx, {
      kind: "pay-link",
      toAddress: address,
      locale: link.locale,
      objectType: "pay_link",
      objectId: link.id,
      payload: { linkId: link.id },
      dedupeKey: `pay-link:${link.id}:${round}:${address}`,
    });
  }
}
