import { and, asc, eq, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { enqueueMails } from "@/lib/email/enqueue-mail";
import { isMoneyFrozen } from "@/lib/firms/is-money-frozen";
import type { CronResult } from "@/lib/jobs/model";
import { findOptOuts } from "@/lib/link-reminders/find-opt-outs";
import { keyOfAddress } from "@/lib/link-reminders/find-recipient";
import type { PlannedReminder, ReminderRules } from "@/lib/link-reminders/model";
import { readFirmReminders } from "@/lib/link-reminders/read-firm-reminders";
import { daysToAskFor, instantsOfDay, judgeReminder } from "@/lib/link-reminders/rules";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findOpenObligations } from "./internal/find-open-obligations";
import { linkIs, type StoredLink } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";
import { obligationOfLink } from "./rules";

const BATCH = 100;

type Work = { rules: ReminderRules; timeZone: string; isFrozen: boolean; where: SQL | undefined };

/**
 * Follows up the firm's unpaid links whose hour has come: one mail to each recipient, once for each day that the rules name, however
 * often and by however many callers this is asked. After a silence of the scheduler only the newest reminder of a link goes out, and
 * none that is more than three days late (docs/reminders.md). While the firm's money stands still nobody is asked to pay.
 */
export async function remindLinks(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  const { rules, timeZone } = await inFirm(ctx, (tx) => readFirmReminders(ctx, tx));
  const days = rules.isOn ? daysToAskFor(rules, timeZone, ctx.clock.now()) : null;
  if (!days) return result;
  const work = { rules, timeZone, isFrozen: await isMoneyFrozen(ctx), where: mayBeDue(ctx, days, timeZone) };
  let after = "";
  for (;;) {
    const batch = await inFirm(ctx, (tx) => remindBatch(ctx, tx, work, after));
    if (!batch.last) return result;
    for (const key of ["examined", "done", "remaining"] as const) result[key] += batch[key];
    after = batch.last;
  }
}

/** Few links of those that are open: the days on which something is due are few, and each has an index. */
function mayBeDue(ctx: Ctx, days: NonNullable<ReturnType<typeof daysToAskFor>>, timeZone: string): SQL | undefined {
  const { dueDays, expiryDays, newest } = days;
  const due = sql.param(dueDays);
  return and(
    eq(payLinks.firmId, ctx.firmId),
    eq(payLinks.status, "open"),
    eq(payLinks.isReminderOff, false),
    eq(payLinks.byEmail, true),
    gt(payLinks.expiresAt, ctx.clock.now()),
    or(isNull(payLinks.remindedOn), lt(payLinks.remindedOn, newest)),
    or(
      // As its index is written: beneath row-level security only then the database uses it.
      sql`case when ${payLinks.dueDate} is null then '-infinity' else ${payLinks.dueDate} end = any(${due}::date[])`,
      ...expiryDays.map((day) => {
        const { from, to } = instantsOfDay(day, timeZone);
        return sql`(${payLinks.expiresAt} >= ${from.toISOString()}::timestamptz and ${payLinks.expiresAt} < ${to.toISOString()}::timestamptz)`;
      }),
    ),
  );
}

type Batch = Omit<CronResult, "failed"> & { last: string | null };

async function remindBatch(ctx: Ctx, tx: Tx, work: Work, after: string): Promise<Batch> {
  const links = await tx
    .select()
    .from(payLinks)
    .where(and(work.where, gt(payLinks.id, after)))
    .orderBy(asc(payLinks.id))
    .limit(BATCH)
    .for("update", { skipLocked: true });
  const batch: Batch = { examined: links.length, done: 0, remaining: 0, last: links.at(-1)?.id ?? null };
  if (links.length === 0) return batch;
  const open = await findOpenObligations(ctx, tx, links);
  const isOptedOut = await findOptOuts(
    ctx,
    tx,
    links.flatMap((link) => link.recipientEmails),
  );
  for (const link of links) {
    const addresses = link.recipientEmails.filter((address) => !isOptedOut(address));
    const isBeingPaid = open.has(obligationOfLink(link.id));
    const judged = { ...link, addresses, isBeingPaid, recipients: link.recipientEmails.length };
    const found = judgeReminder(work.rules, judged, work.timeZone, ctx.clock.now());
    if (found.kind === "none") {
      if (found.why === "being_paid") batch.remaining += 1;
    } else if (work.isFrozen) batch.remaining += 1;
    else {
      await remindOf(ctx, tx, link, found.reminder, addresses);
      batch.done += 1;
    }
  }
  return batch;
}

async function remindOf(
  ctx: Ctx,
  tx: Tx,
  { id, locale }: StoredLink,
  { day, anchor, days }: PlannedReminder,
  addresses: readonly string[],
): Promise<void> {
  await tx.update(payLinks).set({ remindedOn: day }).where(linkIs(ctx, id));
  await logLinkEvent(ctx, tx, id, "reminded", { to: addresses.join(", "), day, anchor, days: String(days) });
  await enqueueMails(
    ctx,
    tx,
    addresses.map((toAddress) => ({
      kind: "link-reminder",
      toAddress,
      locale,
      objectType: "pay_link",
      objectId: id,
      payload: { linkId: id, recipient: keyOfAddress(toAddress) },
      dedupeKey: `link-reminder:${id}:${day}:${toAddress}`,
    })),
  );
}
