import { payLinkEvents, payLinks } from "@/db/schema/pay-links";
import type { FirmView } from "@/lib/firms/model";
import { nextNumbers } from "@/lib/firms/next-number";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { actorName, type Ctx } from "@/lib/platform/context";
import { putAllInDirectory } from "@/lib/platform/directory";
import { invariant } from "@/lib/platform/errors";
import { insertAllRows } from "@/lib/platform/insert-all-rows";
import { hashToken, seal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import { linkTokenPlace } from "./internal/load";
import type { LinkEventKind } from "./internal/log-event";
import { mailLinks } from "./internal/mail-link";
import { expiryOf } from "./rules";

/** What one link of many asks for. `requestKey` is unique among all links of the firm. */
export type LinkOrder = {
  requestKey: string;
  amountCents: number;
  invoiceNumber: string;
  invoiceDate: string;
  dueDate: string;
  recipientName: string;
  recipientEmails: string[];
  message: string;
};

export type LinksOrder = {
  batchId: string;
  firm: FirmView;
  /** An operating account: orders of many links name no client and matter. */
  account: MerchantAccountView;
  send: boolean;
  links: readonly LinkOrder[];
};

/** Makes all links of a batch, or none, within the caller's transaction: few statements, whatever their number. Gives their ids in order. */
export async function createPayLinks(ctx: Ctx, tx: Tx, order: LinksOrder): Promise<string[]> {
  invariant(order.account.kind === "operating", "many links at once go to an operating account");
  const made = order.links.map((link) => ({ link, id: ctx.ids.next("lnk"), token: ctx.ids.token() }));
  const now = ctx.clock.now();
  const shared = {
    firmId: ctx.firmId,
    source: "bulk_link" as const,
    batchId: order.batchId,
    accountId: order.account.id,
    currency: order.account.currency,
    locale: order.firm.locale,
    byEmail: order.send,
    createdBy: actorName(ctx.actor),
    createdAt: now,
    expiresAt: expiryOf(now, order.firm.linkLifeDays),
    sentAt: order.send ? now : null,
  };
  const numbers = await nextNumbers(ctx, tx, "link", made.length);
  const rows = made.map(({ link, id, token }, index) => ({
    ...shared,
    ...link,
    id,
    number: numbers[index] ?? "",
    tokenHash: hashToken(token),
    tokenSealed: seal(token, linkTokenPlace(ctx.firmId)),
  }));
  await tx.execute(insertAllRows(payLinks, rows));
  await putAllInDirectory(
    tx,
    "pay_link",
    rows.map(({ tokenHash, id }) => ({ key: tokenHash, refId: id })),
  );
  await logEvents(
    ctx,
    tx,
    "created",
    rows.map(({ id }) => ({ id, detail: {} })),
  );
  const ids = rows.map(({ id }) => id);
  if (!order.send) return ids;
  await logEvents(
    ctx,
    tx,
    "sent",
    rows.map(({ id, recipientEmails }) => ({ id, detail: { to: recipientEmails.join(", ") } })),
  );
  await mailLinks(ctx, tx, rows, "first");
  return ids;
}

async function logEvents(
  ctx: Ctx,
  tx: Tx,
  kind: LinkEventKind,
  links: readonly { id: string; detail: Record<string, string> }[],
): Promise<void> {
  const shared = { firmId: ctx.firmId, kind, actor: actorName(ctx.actor), at: ctx.clock.now() };
  const rows = links.map(({ id, detail }) => ({ ...shared, linkId: id, detail }));
  await tx.execute(insertAllRows(payLinkEvents, rows));
}
