import { and, desc, eq } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { listFirmIds } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { openBody } from "./mail-body";
import type { MailView } from "./model";

/** One line of the mailbox; the bodies are opened for one mail at a time. */
export type MailHead = { id: string; firmId: string; kind: string; to: string; subject: string; at: Date };

/** Delivered mails of all firms, newest first. For the developer's mailbox only: it looks across firms. */
export async function listMailHeads(limit: number): Promise<MailHead[]> {
  const all = await eachFirm((firmId) => {
    const ctx = systemContext(firmId, "mailbox");
    return inFirm(ctx, (tx) =>
      tx
        .select({ id: mails.id, kind: mails.kind, to: mails.toAddress, subject: mails.subject, at: mails.sentAt })
        .from(mails)
        .where(delivered(firmId))
        .orderBy(desc(mails.createdAt), desc(mails.id))
        .limit(limit),
    );
  });
  return all
    .flatMap(({ firmId, rows }) => rows.flatMap((row) => (row.at ? [{ ...row, at: row.at, firmId }] : [])))
    .sort(newestFirst)
    .slice(0, limit);
}

/** All delivered mails of all firms with their bodies, newest first. */
export async function listMailbox(): Promise<MailView[]> {
  const all = await eachFirm((firmId) => {
    const ctx = systemContext(firmId, "mailbox");
    return inFirm(ctx, (tx) => tx.select().from(mails).where(delivered(firmId)));
  });
  return all
    .flatMap(({ rows }) => rows)
    .flatMap((row) => (row.sentAt ? [{ ...row, at: row.sentAt }] : []))
    .sort(newestFirst)
    .map(viewOf);
}

/** One delivered mail, whatever its firm, or null. */
export async function findMailboxMail(mailId: string): Promise<MailView | null> {
  const all = await eachFirm((firmId) => {
    const ctx = systemContext(firmId, "mailbox");
    return inFirm(ctx, (tx) =>
      tx
        .select()
        .from(mails)
        .where(and(delivered(firmId), eq(mails.id, mailId))),
    );
  });
  const row = all.flatMap(({ rows }) => rows)[0];
  return row?.sentAt ? viewOf({ ...row, at: row.sentAt }) : null;
}

function delivered(firmId: string) {
  return and(eq(mails.firmId, firmId), eq(mails.status, "sent"));
}

async function eachFirm<Row>(read: (firmId: string) => Promise<Row[]>): Promise<{ firmId: string; rows: Row[] }[]> {
  const found: { firmId: string; rows: Row[] }[] = [];
  for (const firmId of await listFirmIds()) found.push({ firmId, rows: await read(firmId) });
  return found;
}

// The id carries the time of making, which orders mails that were delivered within one millisecond.
function newestFirst(a: { at: Date; id: string }, b: { at: Date; id: string }): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);
}

function viewOf(row: typeof mails.$inferSelect & { at: Date }): MailView {
  const text = openBody(row.firmId, row.bodyText);
  return {
    id: row.id,
    to: row.toAddress,
    subject: row.subject,
    text,
    html: openBody(row.firmId, row.bodyHtml),
    links: [...new Set(text.match(/https?:\/\/\S+/g))],
    at: row.at.toISOString(),
  };
}
