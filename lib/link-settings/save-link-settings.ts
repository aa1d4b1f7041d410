import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { appendAudit } from "@/lib/audit/append-audit";
import { checkCaptchaChoice } from "@/lib/captcha/read-recaptcha-settings";
import { areSameRules, readReminderRules } from "@/lib/link-reminders/rules";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { readSurcharge } from "@/lib/surcharges/rules";
import type { LinkSettings } from "./model";
import { linkSettingsOf } from "./queries";
import { leavesAKind } from "./rules";
import type { LinkSettingsInput } from "./schemas";

/**
 * Sets how the firm sends for payment. Links that are out already follow it at once, but for their lifetime. Reminders that lie before
 * a change of their rules are not caught up: who switches them on in the evening wants no mails for that morning.
 * @throws AppError forbidden, invalid_input (recaptcha_keys_missing), refused (link_methods_leave_none, link_methods_surcharge)
 */
export async function saveLinkSettings(ctx: Ctx, input: LinkSettingsInput): Promise<LinkSettings> {
  requirePermission(ctx, "settings.manage");
  checkCaptchaChoice(input.captcha);
  return inFirm(ctx, async (tx) => {
    const rows = await tx.select().from(firms).where(eq(firms.firmId, ctx.firmId)).for("update");
    const row = rows[0];
    if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
    await checkMethods(ctx, tx, input, row);
    const { defaultMessage, disclaimer, lifeDays, methods, allowsPartPayment, captcha, reminders } = input;
    const known = readReminderRules(row.linkReminders);
    const now = ctx.clock.now().toISOString();
    const next = { ...reminders, since: now };
    await tx
      .update(firms)
      .set({
        ...{ defaultMessage, disclaimer, allowsPartPayment },
        linkLifeDays: lifeDays,
        linkMethods: methods,
        linkCaptcha: captcha,
        linkReminders: areSameRules(known, next) ? { ...next, since: known.since } : next,
      })
      .where(eq(firms.firmId, ctx.firmId));
    await appendAudit(ctx, tx, {
      action: "link_settings.saved",
      objectType: "firm",
      objectId: ctx.firmId,
      detail: { before: JSON.stringify(linkSettingsOf(row)), after: JSON.stringify(input) },
    });
    return input;
  });
}

async function checkMethods(
  ctx: Ctx,
  tx: Tx,
  { methods }: LinkSettingsInput,
  { surcharge }: typeof firms.$inferSelect,
): Promise<void> {
  // Whoever is to pay a surcharge must have a way around it (S7), and that is the bank account.
  if (methods === "card" && readSurcharge(surcharge).isEnabled) refuse("link_methods_surcharge");
  const accounts = await tx.select().from(merchantAccounts).where(eq(merchantAccounts.firmId, ctx.firmId));
  const closed = accounts.find((account) => !leavesAKind(methods, account));
  if (closed) refuse("link_methods_leave_none", { account: closed.name });
}

function refuse(reason: string, values: Record<string, string> = {}): never {
  throw new AppError("refused", { reason, fields: [{ path: "methods", message: reason, values }] });
}
