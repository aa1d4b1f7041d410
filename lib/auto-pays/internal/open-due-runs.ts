import { and, asc, eq, lte } from "drizzle-orm";
import { autoPayRuns, autoPays } from "@/db/schema/auto-pays";
import { addDays } from "@/lib/dates/period-days";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { dueRuns, endOf, endOfDay, isTooLate, nextLookOf } from "../rules";
import { findYearEnd, readCalendar } from "./calendar";
import { endAutoPay } from "./end-auto-pay";
import { autoPayIs, lockRun, type StoredAutoPay } from "./load";
import { failRun } from "./move-run";
import { skipOpenRuns } from "./move-state";
import { writeEvent } from "./write-event";

const BATCH = 20;

/** Makes the runs of all Auto-Pays whose time has come, and ends those whose year is over. Several callers share the work. */
export async function openDueRuns(ctx: Ctx): Promise<void> {
  for (;;) {
    const found = await inFirm(ctx, async (tx) => {
      const rows = await tx
        .select()
        .from(autoPays)
        .where(and(eq(autoPays.firmId, ctx.firmId), lte(autoPays.nextAt, ctx.clock.now())))
        .orderBy(asc(autoPays.nextAt))
        .limit(BATCH)
        .for("update", { skipLocked: true });
      for (const row of rows) await openRun(ctx, tx, row);
      return rows.length;
    });
    if (found === 0) return;
  }
}

async function openRun(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay): Promise<void> {
  const { id: autoPayId, nextRunOn, frequency } = autoPay;
  if (nextRunOn === null) return endAutoPay(ctx, tx, autoPay, endOf(frequency));
  const { calendar, timeZone, today } = await readCalendar(ctx, tx, autoPay);
  const now = ctx.clock.now();
  const endsOn = await findYearEnd(ctx, tx, autoPay);
  const { runOn, missed } = dueRuns(calendar, { nextRunOn, endsOn, now });
  const next = nextLookOf(calendar, addDays(runOn, 1), endsOn);
  await tx.update(autoPays).set(next).where(autoPayIs(ctx, autoPayId));
  // What an earlier run could not take is still open, and part of this one.
  await skipOpenRuns(ctx, tx, autoPayId, "superseded");
  if (missed.length > 0) {
    const detail = { count: String(missed.length), from: missed[0] ?? "", to: missed.at(-1) ?? "" };
    await writeEvent(ctx, tx, { autoPayId, kind: "runs_missed", detail });
  }
  const key = { firmId: ctx.firmId, autoPayId, runOn };
  await tx
    .insert(autoPayRuns)
    .values({ ...key, status: "open", nextTryAt: now, waitsUntil: endOfDay(today, timeZone), createdAt: now })
    .onConflictDoNothing();
  const run = await lockRun(ctx, tx, key);
  if (run?.status === "open" && isTooLate(runOn, today)) await failRun(ctx, tx, { autoPay, run }, "too_late");
}
