import { and, eq } from "drizzle-orm";
import { mailTexts } from "@/db/schema/mail-texts";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { openSample } from "./internal/open-sample";
import { NO_WORDS } from "./model";
import type { MailTextInput } from "./schemas";

/**
 * Sets the firm's own words for one mail in one language; both empty: the product's own again. Mails that are rendered from now on
 * have them, also those that wait in the outbox.
 * @throws AppError forbidden, invalid_input (text_unknown_field, text_brace)
 */
export async function saveMailText(ctx: Ctx, input: MailTextInput): Promise<MailTextInput> {
  requirePermission(ctx, "settings.manage");
  await openSample(ctx, input);
  const { kind, locale, subject, opening } = input;
  const isReset = subject === "" && opening === "";
  await inFirm(ctx, async (tx) => {
    const key = { firmId: ctx.firmId, kind, locale };
    const [before = NO_WORDS] = await tx
      .select({ subject: mailTexts.subject, opening: mailTexts.opening })
      .from(mailTexts)
      .where(and(eq(mailTexts.firmId, ctx.firmId), eq(mailTexts.kind, kind), eq(mailTexts.locale, locale)))
      .for("update");
    const next = { subject, opening, changedBy: actorName(ctx.actor), changedAt: ctx.clock.now() };
    await tx
      .insert(mailTexts)
      .values({ ...key, ...next })
      .onConflictDoUpdate({ target: [mailTexts.firmId, mailTexts.kind, mailTexts.locale], set: next });
    await appendAudit(ctx, tx, {
      action: isReset ? "mail_text.reset" : "mail_text.saved",
      objectType: "firm",
      objectId: ctx.firmId,
      detail: { kind, locale, before: JSON.stringify(before), after: JSON.stringify({ subject, opening }) },
    });
  });
  return input;
}
