import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { findNextLook, findYearEnd, readCalendar } from "./internal/calendar";
import { lockChangeable } from "./internal/make";
import { moveByHand } from "./internal/move-state";
import type { AutoPayIdInput } from "./schemas";

/**
 * One click for another year, counted from today: of one whose year is over, or before it is. One that ended because its invoices were
 * paid runs again, for what is open now.
 * @throws AppError forbidden, not_found, refused (auto_pay_cancelled, auto_pay_not_renewable: a draft, a paused or a single one)
 */
export async function renewAutoPay(
  ctx: Ctx,
  { autoPayId }: AutoPayIdInput,
): Promise<{ id: string; until: string | null }> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => {
    const before = await lockChangeable(ctx, tx, autoPayId);
    const isRenewable = before.status === "ended" || before.status === "active";
    if (!isRenewable || before.frequency === "single")
      throw new AppError("refused", { reason: "auto_pay_not_renewable" });
    const { today } = await readCalendar(ctx, tx, before);
    const autoPay = { ...before, startedOn: today };
    const next = await findNextLook(ctx, tx, autoPay);
    const until = await findYearEnd(ctx, tx, autoPay);
    await moveByHand(ctx, tx, before, {
      kind: "renewed",
      change: { status: "active", endReason: "", startedOn: today, ...next },
      detail: until ? { until } : {},
    });
    await clearAlerts(ctx, tx, { objectType: "auto_pay", objectId: autoPayId, kinds: ["auto_pay_ended"] });
    return { id: autoPayId, until };
  });
}
