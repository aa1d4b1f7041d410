import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findYearEnd, readCalendar } from "./internal/calendar";
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
  const { autoPay, enrolled, days, systemName } = await inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const found = await readAutoPay(ctx, tx, autoPayId);
    return {
      autoPay: found,
      enrolled: await loadEnrolled(ctx, tx, found),
      days: await listNextDays(ctx, tx, found),
      systemName: await readSystemName(ctx, tx, found),
    };
  });
  try {
    const { items, hasMore, readAt } = await readOwed(ctx, autoPay.connectionId, enrolled);
    return {
      ...{ kind: "known", systemName, at: readAt.toISOString(), currency: autoPay.currency, hasMore },
      now: planRun(items, autoPay),
      runs: planRuns(items, autoPay, days),
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
