import { and, eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { dateInZone } from "@/lib/dates/date-in-zone";
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
  const rows = await tx
    .select({
      surcharge: firms.surcharge,
      timeZone: firms.timeZone,
      account: { kind: merchantAccounts.kind, acceptsEcheck: merchantAccounts.acceptsEcheck },
    })
    .from(merchantAccounts)
    .innerJoin(firms, eq(firms.firmId, merchantAccounts.firmId))
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId)));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "account_unknown" });
  const day = dateInZone(ctx.clock.now(), row.timeZone);
  return { settings: readSurcharge(row.surcharge), account: row.account, day };
}
