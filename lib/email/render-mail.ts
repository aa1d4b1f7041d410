import { letterText } from "@/emails/letter-text";
import { renderHtml } from "@/emails/ui";
import type { MailDraft } from "./compose/parts";
import type { ComposedMail } from "./model";

/** Both parts of a mail and its subject. The first rendering of a process takes half a second, so none happens in a transaction. */
export async function renderMail(draft: MailDraft): Promise<ComposedMail> {
  return { subject: draft.letter.subject, html: await renderHtml(draft.html), text: letterText(draft.letter) };
}
