import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { ReminderRules } from "./model";
import { readReminderRules } from "./rules";

/** How the firm follows up, and in which time zone its hour is meant. @throws AppError not_found */
export async function readFirmReminders(ctx: Ctx, tx: Tx): Promise<{ rules: ReminderRules; timeZone: string }> {
  const rows = await tx
    .select({ column: firms.linkReminders, timeZone: firms.timeZone })
    .from(firms)
    .where(eq(firms.firmId, ctx.firmId));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
  return { rules: readReminderRules(row.column), timeZone: row.timeZone };
}
