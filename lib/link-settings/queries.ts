import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { captchaHere } from "@/lib/captcha/read-recaptcha-settings";
import { readReminderRules } from "@/lib/link-reminders/rules";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { LinkSettings } from "./model";

/** The settings for their screen. @throws AppError forbidden */
export async function getLinkSettings(ctx: Ctx): Promise<LinkSettings> {
  requirePermission(ctx, "settings.manage");
  const rows = await inFirm(ctx, (tx) => tx.select().from(firms).where(eq(firms.firmId, ctx.firmId)));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
  return linkSettingsOf(row);
}

/** The part of a firm's row that these settings are. */
export function linkSettingsOf(row: typeof firms.$inferSelect): LinkSettings {
  const { defaultMessage, disclaimer, linkLifeDays, linkMethods, allowsPartPayment, linkCaptcha } = row;
  const { isOn, hour, steps } = readReminderRules(row.linkReminders);
  return {
    ...{ defaultMessage, disclaimer, allowsPartPayment },
    lifeDays: linkLifeDays,
    methods: linkMethods,
    captcha: captchaHere(linkCaptcha),
    reminders: { isOn, hour, steps },
  };
}
