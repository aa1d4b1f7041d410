import { mails } from "@/db/schema/effects";
import { mailTexts } from "@/emails/mail-texts";
import type { Locale } from "@/lib/i18n/model";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { sealBody } from "./mail-body";
import { type ComposedMail, MAX_MAIL_TRIES, type MailKind } from "./model";

type Order = { kind: MailKind; toAddress: string; locale: Locale; userId: string };

/**
 * Puts a finished sample of a mail into the outbox, for one user of the firm; its subject says so. It names nothing that exists, so that nothing goes with
 * it and nothing follows it.
 */
export async function enqueueSample(
  ctx: Ctx,
  tx: Tx,
  { userId, ...order }: Order,
  { subject, html, text }: ComposedMail,
): Promise<void> {
  const id = ctx.ids.next("mail");
  const said = mailTexts(order.locale)("testSubject", { subject });
  await tx.insert(mails).values({
    ...{ firmId: ctx.firmId, id, ...order, subject: said },
    ...{ objectType: "user", objectId: userId, payload: {}, dedupeKey: `sample:${id}` },
    bodyHtml: sealBody(ctx.firmId, html),
    bodyText: sealBody(ctx.firmId, text),
    createdAt: ctx.clock.now(),
  });
  const job = { payload: { firmId: ctx.firmId, mailId: id }, key: `mail:${id}` };
  await enqueueJobs(tx, "deliver-mail", [job], 2 * MAX_MAIL_TRIES);
}
