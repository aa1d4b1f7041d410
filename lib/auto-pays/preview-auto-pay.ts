import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { listAnnouncements } from "./find-announcement";
import { findYearEnd, readCalendar } from "./internal/calendar";
import { isBankAccount } from "./internal/is-bank-account";
import { loadEnrolled, readAutoPay, type StoredAutoPay } from "./internal/load";
import { readOwed } from "./internal/read-owed";
import { readSystemName } from "./internal/read-system-name";
import { type AutoPayPreview, PREVIEW_RUNS } from "./model";
import { leftOutOf, planRun, planRuns, runDaysOf } from "./rules";
import type { AutoPayIdInput } from "./schemas";

/**
 * What the next runs would charge, line by line, by the balances of this moment: the same reading and the same plan as a run, and nothing is
 * written. The first run is what would be charged now.
 * @throws AppError forbidden, not_found (auto_pay_unknown, connect_off)
 */
export async function previewAutoPay(ctx: Ctx, { autoPayId }: AutoPayIdInput): Promise<AutoPayPreview> {
  requirePermission(ctx, "payments.view");
  const { autoPay, enrolled, days, systemName, most } = await inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const found = await readAutoPay(ctx, tx, autoPayId);
    return {
      autoPay: found,
      enrolled: await loadEnrolled(ctx, tx, found),
      days: await listNextDays(ctx, tx, found),
      systemName: await readSystemName(ctx, tx, found),
      most: await listMost(ctx, tx, found),
    };
  });
  try {
    const { items, hasMore, readAt } = await readOwed(ctx, autoPay.connectionId, enrolled);
    return {
      ...{ kind: "known", systemName, at: readAt.toISOString(), currency: autoPay.currency, hasMore },
      now: planRun(items, autoPay),
      runs: planRuns(items, autoPay, days, most),
      leftOut: leftOutOf(items, autoPay),
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "upstream_unavailable") throw error;
    return { kind: "unreachable", reason: error.reason, systemName };
  }
}

/** Of a draft or a paused one: when it would run if it were running. */
async function listNextDays(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay): Promise<string[]> {
  const { calendar, today } = await readCalendar(ctx, tx, autoPay);
  const isOver = autoPay.status === "ended" || autoPay.status === "cancelled";
  const from = autoPay.nextRunOn ?? today;
  const endsOn = isOver ? null : await findYearEnd(ctx, tx, autoPay);
  return runDaysOf(calendar, { from, endsOn, count: PREVIEW_RUNS });
}

/** What no run of a day exceeds, because it was announced. */
async function listMost(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay): Promise<Map<string, number>> {
  if (autoPay.capCents !== null || autoPay.nextRunOn === null) return new Map();
  if (!(await isBankAccount(ctx, tx, autoPay.methodId))) return new Map();
  const told = await listAnnouncements(ctx, tx, [autoPay.id], autoPay.nextRunOn);
  return new Map(told.filter(({ isInTime }) => isInTime).map(({ runOn, amountCents }) => [runOn, amountCents]));
}
