import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { ReminderRules } from "./model";
import { readReminderRules } from "./rules";

/** Whether the firm follows up unpaid links, for the form of a new one. @throws AppError forbidden */
export async function areRemindersOn(ctx: Ctx): Promise<boolean> {
  requirePermission(ctx, "links.send");
  const { rules } = await inFirm(ctx, (tx) => readFirmReminders(ctx, tx));
  return rules.isOn;
}

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
