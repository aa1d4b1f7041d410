import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { appendAudit } from "@/lib/audit/append-audit";
import { numberInPlace } from "@/lib/firms/next-number";
import { getFirm } from "@/lib/firms/queries";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { findMerchantAccount } from "@/lib/merchant-accounts/queries";
import { actorName, type Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { AppError, invariant } from "@/lib/platform/errors";
import { hashToken, seal, unseal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import { linkTokenPlace, type StoredLink } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";
import { mailLink } from "./internal/mail-link";
import type { CreatePayLinkInput } from "./schemas";

export type CreatedPayLink = { id: string; token: string };

/** `made` is null when the request had made it before. */
export type PlacedPayLink = CreatedPayLink & { made: { link: StoredLink; account: MerchantAccountView } | null };

export type LinkPlacing = {
  source: (typeof payLinks.$inferInsert)["source"];
  expiresAt: Date;
  /** Whom it is for, where the firm knows them. */
  payerId?: string | null;
  /** The invoice that it pays: then its source is "invoice". */
  invoiceId?: string;
};

/**
 * One link within the caller's transaction, mailed if asked. The same request key is the same link; two at once need a lock of the
 * caller's. The caller has asked for the permission.
 * @throws AppError invalid_input (account_unknown, trust_needs_matter), idempotency_key_reused
 */
export async function placePayLink(
  ctx: Ctx,
  tx: Tx,
  input: CreatePayLinkInput,
  placing: LinkPlacing,
): Promise<PlacedPayLink> {
  const same = await findByRequest(ctx, tx, input);
  if (same) return { ...same, made: null };
  const firm = await getFirm(ctx, tx);
  const account = await findMerchantAccount(ctx, tx, input.account);
  if (!account) throw invalid("account", "account_unknown");
  if (account.kind === "trust" && !input.clientRef) throw invalid("clientRef", "trust_needs_matter");
  if (account.kind === "trust" && !input.matterRef) throw invalid("matterRef", "trust_needs_matter");
  const { amountCents, invoiceNumber, dueDate, recipientName, recipientEmails, message, clientRef, matterRef } = input;
  const id = ctx.ids.next("lnk");
  const token = ctx.ids.token();
  const now = ctx.clock.now();
  const locale = input.locale ?? firm.locale;
  const [link] = await tx
    .insert(payLinks)
    .values({
      ...{ firmId: ctx.firmId, id, amountCents, invoiceNumber, dueDate, recipientName, recipientEmails, message },
      ...{ clientRef, matterRef, locale },
      number: numberInPlace(ctx, "link"),
      tokenHash: hashToken(token),
      tokenSealed: seal(token, linkTokenPlace(ctx.firmId)),
      source: placing.source,
      accountId: account.id,
      currency: account.currency,
      byEmail: input.send,
      isReminderOff: input.isReminderOff,
      payerId: placing.payerId ?? null,
      invoiceId: placing.invoiceId ?? null,
      requestKey: input.requestKey,
      createdBy: actorName(ctx.actor),
      createdAt: now,
      expiresAt: placing.expiresAt,
      sentAt: input.send ? now : null,
    })
    .returning();
  invariant(link, "an inserted link comes back");
  await putInDirectory(tx, "pay_link", hashToken(token), id);
  await logLinkEvent(ctx, tx, id, "created");
  if (input.send) {
    await mailLink(ctx, tx, { id, recipientEmails, locale }, "first");
    await logLinkEvent(ctx, tx, id, "sent", { to: recipientEmails.join(", ") });
  }
  await appendAudit(ctx, tx, {
    action: "pay_link.create",
    objectType: "pay_link",
    objectId: id,
    detail: {
      ...{ amountCents, currency: account.currency, accountId: account.id, send: input.send },
      ...(placing.invoiceId && { invoiceId: placing.invoiceId }),
    },
  });
  return { id, token, made: { link, account } };
}

async function findByRequest(ctx: Ctx, tx: Tx, input: CreatePayLinkInput): Promise<CreatedPayLink | null> {
  const rows = await tx
    .select({ id: payLinks.id, sealed: payLinks.tokenSealed, amountCents: payLinks.amountCents })
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.requestKey, input.requestKey)));
  const row = rows[0];
  // Else a link for one amount would be told as made for another.
  if (row && row.amountCents !== input.amountCents) throw new AppError("idempotency_key_reused");
  return row ? { id: row.id, token: unseal(row.sealed, linkTokenPlace(ctx.firmId)) } : null;
}

function invalid(path: string, reason: string): AppError {
  return new AppError("invalid_input", { reason, fields: [{ path, message: reason }] });
}
