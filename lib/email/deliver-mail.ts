import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { getFirm } from "@/lib/firms/queries";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import type { Ctx } from "@/lib/platform/context";
import { countUp } from "@/lib/platform/counters";
import { env } from "@/lib/platform/env";
import { AppError, invariant } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { followFailedReport, followSentReport } from "@/lib/reports/follow-report-mail";
import { attachmentsOf } from "./attachments";
import { COMPOSERS } from "./compose/registry";
import { openBody, sealBody } from "./mail-body";
import { type ComposedMail, isMailKind, MAX_MAIL_TRIES } from "./model";
import { readyToSend } from "./outgoing-mail";
import { withOwnWords } from "./own-words";
import { renderMail } from "./render-mail";
import type { MailTransport, SendResult } from "./transports/port";
import { mailTransport } from "./transports/registry";
import { findUnsubscribeUrl } from "./unsubscribe-url";

/** Longer than any transport takes to answer; after it another process may try. */
const LEASE_MS = 120_000;

type Mail = typeof mails.$inferSelect;
export type Delivery = "sent" | "failed" | "dropped" | "already_done";

/**
 * Delivers one mail of the outbox: takes it for this process, renders it once and keeps what was rendered, sends it outside any
 * transaction, and marks it. A crash between sending and marking leads to a second sending of the same text under the same id, which
 * Resend suppresses and a mail server can; everything else is once. Tries are bounded.
 * @throws AppError upstream_unavailable or conflict: run it again later
 */
export async function deliverMail(
  ctx: Ctx,
  mailId: string,
  transport: MailTransport = mailTransport(),
): Promise<Delivery> {
  const mail = await leaseMail(ctx, mailId);
  if (!mail) return "already_done";
  try {
    const content = await contentOf(ctx, mail);
    if (!content) return await finish(ctx, mail, "dropped", "no longer true when its turn came");
    const result = await send(ctx, mail, content, transport);
    if (result.kind === "sent") return await finish(ctx, mail, "sent", "", result.ref);
    if (result.kind === "refused") return await finish(ctx, mail, "failed", result.reason);
    throw new AppError("upstream_unavailable", { reason: result.reason });
  } catch (error) {
    const reason =
      error instanceof AppError ? error.reason : `defect: ${error instanceof Error ? error.message : String(error)}`;
    if (mail.tries >= MAX_MAIL_TRIES) return await finish(ctx, mail, "failed", reason);
    await giveBack(ctx, mail, reason);
    throw error;
  }
}

/** Null when nothing is left to do. @throws AppError conflict while another process has it */
async function leaseMail(ctx: Ctx, mailId: string): Promise<Mail | null> {
  const now = ctx.clock.now();
  return inFirm(ctx, async (tx) => {
    const taken = await tx
      .update(mails)
      .set({ tries: sql`${mails.tries} + 1`, leasedUntil: new Date(now.getTime() + LEASE_MS) })
      .where(
        and(
          mailIs(ctx, mailId),
          eq(mails.status, "queued"),
          or(isNull(mails.leasedUntil), lte(mails.leasedUntil, now)),
        ),
      )
      .returning();
    if (taken[0]) return taken[0];
    const rows = await tx.select({ status: mails.status }).from(mails).where(mailIs(ctx, mailId));
    if (rows[0]?.status === "queued") throw new AppError("conflict", { reason: "mail_leased" });
    return null;
  });
}

/** What was rendered at an earlier try stands, so that every try sends the same. Null: it must not go out any more. */
async function contentOf(ctx: Ctx, mail: Mail): Promise<ComposedMail | null> {
  if (mail.bodyHtml) {
    return {
      subject: mail.subject,
      html: openBody(ctx.firmId, mail.bodyHtml),
      text: openBody(ctx.firmId, mail.bodyText),
    };
  }
  const { kind } = mail;
  invariant(isMailKind(kind), `mail kind ${kind} is known`);
  const locale = isLocale(mail.locale) ? mail.locale : DEFAULT_LOCALE;
  const draft = await inFirm(ctx, async (tx) => {
    const composed = await COMPOSERS[kind](ctx, tx, mail.payload, locale);
    return composed && withOwnWords(ctx, tx, kind, composed);
  });
  if (!draft) return null;
  const content = await renderMail(draft);
  const stored = {
    subject: content.subject,
    bodyHtml: sealBody(ctx.firmId, content.html),
    bodyText: sealBody(ctx.firmId, content.text),
  };
  await inFirm(ctx, (tx) => tx.update(mails).set(stored).where(mailIs(ctx, mail.id)));
  return content;
}

async function send(ctx: Ctx, mail: Mail, content: ComposedMail, transport: MailTransport): Promise<SendResult> {
  const firm = await inFirm(ctx, (tx) => getFirm(ctx, tx));
  const attachments = await attachmentsOf(ctx, mail);
  const ready = readyToSend(
    content,
    {
      id: mail.id,
      firmId: ctx.firmId,
      to: mail.toAddress,
      mailFrom: env().MAIL_FROM,
      firmName: firm.name,
      firmEmail: firm.email,
      unsubscribeUrl: await findUnsubscribeUrl(ctx, mail),
    },
    attachments,
  );
  return ready.ok ? transport.send(ready.mail) : ready.result;
}

async function finish(
  ctx: Ctx,
  mail: Mail,
  status: "sent" | "failed" | "dropped",
  lastError: string,
  transportRef = "",
): Promise<Delivery> {
  const sentAt = status === "sent" ? ctx.clock.now() : null;
  await inFirm(ctx, async (tx) => {
    await tx
      .update(mails)
      .set({ status, sentAt, lastError, transportRef, leasedUntil: null })
      .where(mailIs(ctx, mail.id));
    await followReport(ctx, tx, { ...mail, lastError }, status);
  });
  countUp("mails", { kind: mail.kind, result: status });
  if (status === "failed") log().error({ mailId: mail.id, kind: mail.kind, reason: lastError }, "mail given up");
  return status;
}

async function followReport(ctx: Ctx, tx: Tx, { kind, payload, toAddress, lastError }: Mail, status: string) {
  if (kind !== "report") return;
  const { scheduleId = "", exportId = "" } = payload;
  const ended = { scheduleId, exportId, toAddress, lastError };
  if (status === "failed") await followFailedReport(ctx, tx, ended);
  if (status === "sent") await followSentReport(ctx, tx, ended);
}

async function giveBack(ctx: Ctx, mail: Mail, lastError: string): Promise<void> {
  await inFirm(ctx, async (tx) => {
    await tx.update(mails).set({ lastError, leasedUntil: null }).where(mailIs(ctx, mail.id));
    // More tries do not write its file; only the file's owner does.
    if (lastError === "export_failed") await followReport(ctx, tx, { ...mail, lastError }, "failed");
  });
  countUp("mails", { kind: mail.kind, result: "retry" });
}

function mailIs(ctx: Ctx, mailId: string) {
  return and(eq(mails.firmId, ctx.firmId), eq(mails.id, mailId));
}
