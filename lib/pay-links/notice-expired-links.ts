import { and, asc, eq, gt, isNull, lte, or } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { enqueueMail } from "@/lib/email/enqueue-mail";
import { getFirm } from "@/lib/firms/queries";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findOpenObligations } from "./internal/find-open-obligations";
import { linkIs } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";
import { obligationOfLink } from "./rules";

const BATCH = 100;

type Expired = { id: string; expiresAt: Date };

/**
 * Tells the firm, once per link, that a link expired unpaid. The expiry itself is decided whenever a link is read and needs none of
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
    .select({ id: payLinks.id, expiresAt: payLinks.expiresAt })
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
  const firm = await getFirm(ctx, tx);
  for (const link of unpaid) await noticeLink(ctx, tx, link.id, { address: firm.email, locale: firm.locale });
  return { expired, noticed: unpaid.length };
}

async function noticeLink(ctx: Ctx, tx: Tx, linkId: string, firm: { address: string; locale: string }): Promise<void> {
  await tx.update(payLinks).set({ expiryNoticedAt: ctx.clock.now() }).where(linkIs(ctx, linkId));
  await logLinkEvent(ctx, tx, linkId, "expired");
  if (firm.address === "") return;
  await enqueueMail(ctx, tx, {
    kind: "link-expired",
    toAddress: firm.address,
    locale: firm.locale,
    objectType: "pay_link",
    objectId: linkId,
    payload: { linkId },
    dedupeKey: `link-expired:${linkId}`,
  });
}
