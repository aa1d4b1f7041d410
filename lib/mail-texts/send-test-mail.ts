import { and, eq } from "drizzle-orm";
import { users } from "@/db/schema/staff";
import { appendAudit } from "@/lib/audit/append-audit";
import { enqueueSample } from "@/lib/email/enqueue-sample";
import { renderMail } from "@/lib/email/render-mail";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { openSample } from "./internal/open-sample";
import type { MailTextInput } from "./schemas";

/**
 * Sends whoever asks a sample of a mail with these words, saved or not, to their own sign-in address and nowhere else.
 * @throws AppError forbidden, invalid_input
 */
export async function sendTestMail(ctx: Ctx, input: MailTextInput): Promise<{ toAddress: string }> {
  requirePermission(ctx, "settings.manage");
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("refused", { reason: "needs_user" });
  const { kind, locale } = input;
  const mail = await renderMail(await openSample(ctx, input));
  return inFirm(ctx, async (tx) => {
    const [user] = await tx
      .select({ email: users.email })
      .from(users)
      .where(and(eq(users.firmId, ctx.firmId), eq(users.id, actor.userId)));
    if (!user) throw new AppError("not_found", { reason: "user_unknown" });
    const order = { kind, locale, toAddress: user.email, userId: actor.userId };
    await enqueueSample(ctx, tx, order, mail);
    await appendAudit(ctx, tx, {
      action: "mail_text.tested",
      objectType: "user",
      objectId: actor.userId,
      detail: { kind, locale },
    });
    return { toAddress: user.email };
  });
}
