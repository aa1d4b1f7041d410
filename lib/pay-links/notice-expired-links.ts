import { and, asc, eq, gt, isNull, lte, or } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { enqueueMails, type MailOrder } from "@/lib/email/enqueue-mail";
import { notifyEndpoints } from "@/lib/event-endpoints/notify-endpoints";
import { getFirm } from "@/lib/firms/queries";
import type { CronResult } from "@/lib/jobs/model";
import { listExpiryReaders } from "@/lib/notifications/notify-staff";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findOpenObligations } from "./internal/find-open-obligations";
import { linkIs } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";
import { obligationOfLink } from "./rules";

const BATCH = 100;

type Expired = { id: string; accountId: string; expiresAt: Date; amountCents: number; currency: string };
type Reader = { address: string; locale: string; accountIds: readonly string[] | null };

/**
 * Tells the firm's own address and those who asked for it, each once per link, that a link expired unpaid. The expiry itself is decided whenever a link is read and needs none of
 * this. A link that is being paid is left alone until its payment has ended.
 */
export async function noticeExpiredLinks(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  let last: Expired | null = null;
  do {
    const batch: { expired: Expired[]; noticed: number } = await inFirm(ctx, (tx) => noticeBatch(ctx, tx, last));
    result.examined += batch.expired.length;
    result.done += batch.noticed;
    result.remaining += batch.expired.length - batch.noticed;
    last = batch.expired.at(-1) ?? null;
  } while (last);
  return result;
}

async function noticeBatch(ctx: Ctx, tx: Tx, after: Expired | null): Promise<{ expired: Expired[]; noticed: number }> {
  const now = ctx.clock.now();
  const expired = await tx
    .select({
      ...{ id: payLinks.id, accountId: payLinks.accountId, expiresAt: payLinks.expiresAt },
      ...{ amountCents: payLinks.amountCents, currency: payLinks.currency },
    })
    .from(payLinks)
    .where(
      and(
        eq(payLinks.firmId, ctx.firmId),
        eq(payLinks.status, "open"),
        isNull(payLinks.expiryNoticedAt),
        lte(payLinks.expiresAt, now),
        after
          ? or(
              gt(payLinks.expiresAt, after.expiresAt),
              and(eq(payLinks.expiresAt, after.expiresAt), gt(payLinks.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(payLinks.expiresAt), asc(payLinks.id))
    .limit(BATCH)
    .for("update", { skipLocked: true });
  if (expired.length === 0) return { expired, noticed: 0 };
  const beingPaid = await findOpenObligations(ctx, tx, expired);
  const unpaid = expired.filter((link) => !beingPaid.has(obligationOfLink(link.id)));
  const readers = await listReaders(ctx, tx);
  for (const { id, amountCents, currency } of unpaid) {
    await tx.update(payLinks).set({ expiryNoticedAt: now }).where(linkIs(ctx, id));
    await logLinkEvent(ctx, tx, id, "expired");
    const data = { status: "expired", amountCents, currency };
    await notifyEndpoints(ctx, tx, { type: "link.expired", linkId: id, data });
  }
  const mails = unpaid.flatMap((link) => readers.filter(mayRead(link)).map((reader) => mailOf(link.id, reader)));
  await enqueueMails(ctx, tx, mails, { givesWay: true });
  return { expired, noticed: unpaid.length };
}

/** The firm's own address first: nobody has to ask for it there. Each address once. */
async function listReaders(ctx: Ctx, tx: Tx): Promise<Reader[]> {
  const { email, locale } = await getFirm(ctx, tx);
  const own = email === "" ? [] : [{ address: email, locale, accountIds: null }];
  return [...own, ...(await listExpiryReaders(ctx, tx))];
}

function mayRead({ accountId }: Expired) {
  return (reader: Reader) => reader.accountIds === null || reader.accountIds.includes(accountId);
}

/** The same key twice is one mail, also where the firm's address or two users name the same one. */
function mailOf(linkId: string, { address, locale }: Reader): MailOrder {
  return {
    kind: "link-expired",
    toAddress: address,
    locale,
    objectType: "pay_link",
    objectId: linkId,
    payload: { linkId },
    dedupeKey: `link-expired:${linkId}:${address}`,
  };
}
