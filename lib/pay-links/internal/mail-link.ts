import { enqueueMails, type MailOrder } from "@/lib/email/enqueue-mail";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

export type MailedLink = { id: string; recipientEmails: readonly string[]; locale: string };

/** Puts the link's mail for every recipient into the outbox. `round` tells a first sending from a later one. */
export async function mailLink(ctx: Ctx, tx: Tx, link: MailedLink, round: string): Promise<void> {
  await mailLinks(ctx, tx, [link], round);
}

export async function mailLinks(ctx: Ctx, tx: Tx, links: readonly MailedLink[], round: string): Promise<void> {
  await enqueueMails(
    ctx,
    tx,
    links.flatMap((link) => link.recipientEmails.map((address) => orderOf(link, address, round))),
  );
}

function orderOf({ id, locale }: MailedLink, toAddress: string, round: string): MailOrder {
  return {
    kind: "pay-link",
    toAddress,
    locale,
    objectType: "pay_link",
    objectId: id,
    payload: { linkId: id },
    dedupeKey: `pay-link:${id}:${round}:${toAddress}`,
  };
}
