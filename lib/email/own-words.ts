import { and, eq } from "drizzle-orm";
import { mailTexts as ownTexts } from "@/db/schema/mail-texts";
import { mailTexts } from "@/emails/mail-texts";
import type { OwnWords } from "@/lib/mail-texts/model";
import { openLetter } from "@/lib/mail-texts/rules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { MailDraft } from "./compose/parts";
import type { MailKind } from "./model";

/** A mail with the firm's own words for it in its language, if it has any. */
export async function withOwnWords(ctx: Ctx, tx: Tx, kind: MailKind, draft: MailDraft): Promise<MailDraft> {
  const [words] = await tx
    .select({ subject: ownTexts.subject, opening: ownTexts.opening })
    .from(ownTexts)
    .where(and(eq(ownTexts.firmId, ctx.firmId), eq(ownTexts.kind, kind), eq(ownTexts.locale, draft.letter.locale)));
  return words ? openDraft(draft, words) : draft;
}

export function openDraft(draft: MailDraft, words: OwnWords): MailDraft {
  const { letter, values, isClearing } = draft;
  const greeting = values.recipient ? mailTexts(letter.locale)("greeting", { name: values.recipient }) : "";
  // An eCheck in flight must not be called paid: its subject stays ours.
  return {
    ...draft,
    letter: { ...letter, ...openLetter(letter, { words, values, greeting, keepsSubject: isClearing }) },
  };
}
