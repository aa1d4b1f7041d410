import { and, eq } from "drizzle-orm";
import { mailTexts } from "@/db/schema/mail-texts";
import { MAIL_KINDS, type MailKind } from "@/lib/email/model";
import { LOCALES, type Locale } from "@/lib/i18n/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { type MailTextRow, NO_WORDS, type OwnWords } from "./model";

/** Every mail, with the languages in which the firm wrote words of its own. @throws AppError forbidden */
export async function listMailTexts(ctx: Ctx): Promise<MailTextRow[]> {
  requirePermission(ctx, "settings.manage");
  const rows = await inFirm(ctx, (tx) => tx.select().from(mailTexts).where(eq(mailTexts.firmId, ctx.firmId)));
  const written = rows.filter(({ subject, opening }) => subject !== "" || opening !== "");
  return MAIL_KINDS.map((kind) => ({
    kind,
    written: LOCALES.filter((locale) => written.some((row) => row.kind === kind && row.locale === locale)),
  }));
}

/** The firm's own words for one mail in one language. @throws AppError forbidden */
export async function getMailText(ctx: Ctx, { kind, locale }: { kind: MailKind; locale: Locale }): Promise<OwnWords> {
  requirePermission(ctx, "settings.manage");
  const [row] = await inFirm(ctx, (tx) =>
    tx
      .select({ subject: mailTexts.subject, opening: mailTexts.opening })
      .from(mailTexts)
      .where(and(eq(mailTexts.firmId, ctx.firmId), eq(mailTexts.kind, kind), eq(mailTexts.locale, locale))),
  );
  return row ?? NO_WORDS;
}
