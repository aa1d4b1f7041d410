import { and, asc, eq, inArray, isNotNull, ne, or } from "drizzle-orm";
import { auditLog, mails } from "@/db/schema/effects";
import { methodConsents } from "@/db/schema/methods";
import { payments } from "@/db/schema/payments";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** What the payer agreed to, and how that is known. `version` is empty for the words of a single bank debit. */
export type Agreement = { text: string; version: string; at: Date; actor: string; ip: string };

/** A mail about the payment or the link that asked for it; `at` is when the mail server took it. */
export type EvidenceMail = { kind: string; to: string; status: string; outcome: string; at: Date | null };

export type StoredEvidence = {
  agreements: Agreement[];
  mails: EvidenceMail[];
  /** Where the payer was, as far as it was written down. */
  addresses: string[];
};

/** What was kept beside the payment itself. */
export async function loadEvidence(ctx: Ctx, tx: Tx, paymentId: string): Promise<StoredEvidence> {
  const rows = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, paymentId)));
  const payment = rows[0];
  if (!payment) return { agreements: [], mails: [], addresses: [] };
  const consents = payment.savedMethodId ? await listConsents(ctx, tx, payment.savedMethodId) : [];
  const text = payment.authorizationText;
  const own = { text, version: "", at: payment.createdAt, actor: payment.createdBy, ip: "" };
  const objects = [payment.id, ...(payment.linkId ? [payment.linkId] : [])];
  const seen = [...consents.map(({ ip }) => ip), ...(await listAddresses(ctx, tx, objects))];
  return {
    agreements: [...(text ? [own] : []), ...consents],
    mails: await listMails(ctx, tx, objects),
    addresses: [...new Set(seen.filter(Boolean))],
  };
}

function listConsents(ctx: Ctx, tx: Tx, methodId: string): Promise<Agreement[]> {
  const { text, version, at, actor, ip } = methodConsents;
  return tx
    .select({ text, version, at, actor, ip })
    .from(methodConsents)
    .where(and(eq(methodConsents.firmId, ctx.firmId), eq(methodConsents.methodId, methodId)));
}

/** Of what the payer did themselves; where staff sat is nobody's business. */
async function listAddresses(ctx: Ctx, tx: Tx, objects: string[]): Promise<string[]> {
  const rows = await tx
    .select({ ip: auditLog.ip, actor: auditLog.actor })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.firmId, ctx.firmId),
        inArray(auditLog.objectType, ["payment", "pay_link"]),
        inArray(auditLog.objectId, objects),
        ne(auditLog.ip, ""),
      ),
    )
    .orderBy(asc(auditLog.seq));
  return rows.filter(({ actor }) => actor.startsWith("payer:")).map(({ ip }) => ip);
}

async function listMails(ctx: Ctx, tx: Tx, objects: string[]): Promise<EvidenceMail[]> {
  const rows = await tx
    .select({ kind: mails.kind, to: mails.toAddress, status: mails.status, outcome: mails.outcome, at: mails.sentAt })
    .from(mails)
    .where(
      and(
        eq(mails.firmId, ctx.firmId),
        inArray(mails.objectType, ["payment", "pay_link"]),
        inArray(mails.objectId, objects),
        or(isNotNull(mails.sentAt), ne(mails.status, "sent")),
      ),
    )
    .orderBy(asc(mails.createdAt), asc(mails.id));
  return rows;
}
