import { createElement } from "react";
import { letterText } from "@/emails/letter-text";
import { LetterSheet, renderHtml } from "@/emails/ui";
import type { MailDraft } from "./compose/parts";
import type { ComposedMail } from "./model";

/** Both parts of a mail and its subject. The first rendering of a process takes half a second, so none happens in a transaction. */
export async function renderMail({ letter }: Pick<MailDraft, "letter">): Promise<ComposedMail> {
  return {
    subject: letter.subject,
    html: await renderHtml(createElement(LetterSheet, { letter })),
    text: letterText(letter),
  };
}
