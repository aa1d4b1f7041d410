import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { autoPays } from "@/db/schema/auto-pays";
import { paymentMethods } from "@/db/schema/methods";
import { payers } from "@/db/schema/payers";
import { nameInvoices } from "@/lib/connect-payments/rules";
import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { addDays } from "@/lib/dates/period-days";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findAnnouncement, listAnnouncements } from "./find-announcement";
import { findYearEnd } from "./internal/calendar";
import { loadEnrolled, lockAutoPay, type StoredAutoPay } from "./internal/load";
import { mailNotice } from "./internal/mail-payer";
import { readOwed } from "./internal/read-owed";
import { writeEvent } from "./internal/write-event";
import { NOTICE_DAYS, type PlannedRun } from "./model";
import { calendarOf, daysToAnnounce, planRuns } from "./rules";

const DAY_MS = 86_400_000;
/** Nobody waits for these: what is left comes with the next call, a minute later. */
const BATCH = 20;

/** An Auto-Pay with the days of it that are to be announced by now, and how many of them were. */
type Wanted = { autoPay: StoredAutoPay; days: string[]; known: Set<string> };

/**
 * Tells payers ten days before how much will be debited from their bank account, where no cap says it (Reg E 1005.10(d)); what is told in
 * time, no run exceeds. A matter system that does not answer is asked again with the next call.
 */
export async function noticeRuns(ctx: Ctx): Promise<void> {
  for (const wanted of await inFirm(ctx, (tx) => listWanted(ctx, tx))) {
    try {
      await announce(ctx, wanted);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "upstream_unavailable") throw error;
      return;
    }
  }
}

async function listWanted(ctx: Ctx, tx: Tx): Promise<Wanted[]> {
  const connection = await findConnectionInUse(ctx, tx);
  if (!connection) return [];
  const { timeZone } = await getFirm(ctx, tx);
  const now = ctx.clock.now();
  const rows = await tx
    .select({ autoPay: autoPays })
    .from(autoPays)
    .innerJoin(
      paymentMethods,
      and(eq(paymentMethods.firmId, autoPays.firmId), eq(paymentMethods.id, autoPays.methodId)),
    )
    .innerJoin(payers, and(eq(payers.firmId, autoPays.firmId), eq(payers.id, autoPays.payerId)))
    .where(
      and(
        eq(autoPays.firmId, ctx.firmId),
        // A day more: the hour of a run moves with the clocks.
        lte(autoPays.nextAt, new Date(now.getTime() + (NOTICE_DAYS + 1) * DAY_MS)),
        isNull(autoPays.capCents),
        eq(autoPays.connectionId, connection.id),
        eq(paymentMethods.kind, "echeck"),
        isNull(payers.archivedAt),
        sql`cardinality(${payers.emails}) > 0`,
      ),
    )
    .orderBy(asc(autoPays.nextAt));
  const today = dateInZone(now, timeZone);
  const told = await listAnnouncements(
    ctx,
    tx,
    rows.map(({ autoPay }) => autoPay.id),
    today,
  );
  const wanted = rows.flatMap(({ autoPay }): Wanted[] => {
    const { id, nextRunOn } = autoPay;
    if (nextRunOn === null) return [];
    const days = daysToAnnounce(calendarOf(autoPay, timeZone), { nextRunOn, endsOn: null, now });
    const known = new Set(told.filter(({ autoPayId }) => autoPayId === id).map(({ runOn }) => runOn));
    return days.some((day) => !known.has(day)) ? [{ autoPay, days, known }] : [];
  });
  return wanted.slice(0, BATCH);
}

async function announce(ctx: Ctx, { autoPay, days, known }: Wanted): Promise<void> {
  const { enrolled, endsOn } = await inFirm(ctx, async (tx) => ({
    enrolled: await loadEnrolled(ctx, tx, autoPay),
    endsOn: await findYearEnd(ctx, tx, autoPay),
  }));
  const coming = days.filter((day) => endsOn === null || day < endsOn);
  const owed = enrolled.length > 0 ? await readOwed(ctx, autoPay.connectionId, enrolled) : null;
  const runs = planRuns(owed?.items ?? [], autoPay, coming);
  const left = days.filter((day) => !coming.includes(day)).map((runOn) => ({ runOn, lines: [], totalCents: 0 }));
  await inFirm(ctx, async (tx) => {
    const now = await lockAutoPay(ctx, tx, autoPay.id);
    // Somebody changed it meanwhile: the next call reads it as it is then.
    if (now.status !== "active" || now.revision !== autoPay.revision) return;
    for (const run of [...runs, ...left]) if (!known.has(run.runOn)) await tell(ctx, tx, now, run);
  });
}

async function tell(
  ctx: Ctx,
  tx: Tx,
  autoPay: StoredAutoPay,
  { runOn, lines, totalCents }: Pick<PlannedRun, "runOn" | "lines" | "totalCents">,
): Promise<void> {
  // Two callers at once took turns at the lock.
  if (await findAnnouncement(ctx, tx, { autoPayId: autoPay.id, runOn })) return;
  const { timeZone } = await getFirm(ctx, tx);
  const isInTime = dateInZone(ctx.clock.now(), timeZone) <= addDays(runOn, -NOTICE_DAYS);
  const isEmpty = totalCents === 0;
  await writeEvent(ctx, tx, {
    ...{ autoPayId: autoPay.id, runOn, kind: "announced" },
    detail: {
      ...{ amountCents: String(totalCents), currency: autoPay.currency },
      numbers: nameInvoices(lines.map(({ invoiceNumber }) => invoiceNumber)),
      ...{ late: isInTime ? "no" : "yes", empty: isEmpty ? "yes" : "no" },
    },
  });
  if (!isEmpty) await mailNotice(ctx, tx, autoPay, runOn);
}
