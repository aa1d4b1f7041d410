import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { getSurchargeColumn } from "@/lib/firms/queries";
import { findAccount } from "@/lib/merchant-accounts/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { SurchargeSettings } from "./model";
import { readSurcharge, type SurchargeAccount } from "./rules";

/** The setting of this firm with its own day of today (ISO). @throws AppError forbidden */
export async function getSurcharge(ctx: Ctx): Promise<{ settings: SurchargeSettings; today: string }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const rows = await tx.select().from(firms).where(eq(firms.firmId, ctx.firmId));
    const row = rows[0];
    if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
    return { settings: readSurcharge(row.surcharge), today: dateInZone(ctx.clock.now(), row.timeZone) };
  });
}

/** What decides about a surcharge on payments into an account. @throws AppError not_found */
export async function readSurchargeFor(
  ctx: Ctx,
  tx: Tx,
  accountId: string,
): Promise<{ settings: SurchargeSettings; account: SurchargeAccount; day: string }> {
  const account = await findAccount(ctx, tx, accountId);
  if (!account) throw new AppError("not_found", { reason: "account_unknown" });
  const { surcharge, timeZone } = await getSurchargeColumn(ctx, tx);
  return { settings: readSurcharge(surcharge), account, day: dateInZone(ctx.clock.now(), timeZone) };
}
