import { and, eq, sql } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { appendAudit } from "@/lib/audit/append-audit";
import { nextNumber } from "@/lib/firms/next-number";
import { getFirm } from "@/lib/firms/queries";
import { findMerchantAccount } from "@/lib/merchant-accounts/queries";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { hashToken, seal, unseal } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { linkTokenPlace } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";
import { mailLink } from "./internal/mail-link";
import { expiryOf } from "./rules";
import type { CreatePayLinkInput } from "./schemas";

export type CreatedPayLink = { id: string; token: string };

/**
 * Makes a single-use link and, if asked, mails it. The same request key makes one link, however often it is sent.
 * @throws AppError forbidden, invalid_input (account_unknown, trust_needs_matter), idempotency_key_reused
 */
export async function createPayLink(
  ctx: Ctx,
  input: CreatePayLinkInput,
  source: "quick_link" | "api" = "quick_link",
): Promise<CreatedPayLink> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    // Two presses at once wait for each other here, so that the second finds the link of the first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.firmId}/${input.requestKey}`}, 0))`);
    const same = await findByRequest(ctx, tx, input);
    if (same) return same;
    const firm = await getFirm(ctx, tx);
    const account = await findMerchantAccount(ctx, tx, input.account);
    if (!account) throw invalid("account", "account_unknown");
    if (account.kind === "trust" && !input.clientRef) throw invalid("clientRef", "trust_needs_matter");
    if (account.kind === "trust" && !input.matterRef) throw invalid("matterRef", "trust_needs_matter");
    const id = ctx.ids.next("lnk");
    const token = ctx.ids.token();
    const now = ctx.clock.now();
    await tx.insert(payLinks).values({
      firmId: ctx.firmId,
      id,
      number: await nextNumber(ctx, tx, "link"),
      tokenHash: hashToken(token),
      tokenSealed: seal(token, linkTokenPlace(ctx.firmId)),
      source,
      accountId: account.id,
      amountCents: input.amountCents,
      currency: account.currency,
      invoiceNumber: input.invoiceNumber,
      dueDate: input.dueDate,
      recipientName: input.recipientName,
      recipientEmails: input.recipientEmails,
      message: input.message,
      clientRef: input.clientRef,
      matterRef: input.matterRef,
      locale: input.locale ?? firm.locale,
      byEmail: input.send,
      requestKey: input.requestKey,
      createdBy: actorName(ctx.actor),
      createdAt: now,
      expiresAt: expiryOf(now, firm.linkLifeDays),
      sentAt: input.send ? now : null,
    });
    await putInDirectory(tx, "pay_link", hashToken(token), id);
    await logLinkEvent(ctx, tx, id, "created");
    if (input.send) {
      await mailLink(
        ctx,
        tx,
        { id, recipientEmails: input.recipientEmails, locale: input.locale ?? firm.locale },
        "first",
      );
      await logLinkEvent(ctx, tx, id, "sent", { to: input.recipientEmails.join(", ") });
    }
    await appendAudit(ctx, tx, {
      action: "pay_link.create",
      objectType: "pay_link",
      objectId: id,
      detail: { amountCents: input.amountCents, currency: account.currency, accountId: account.id, send: input.send },
    });
    return { id, token };
  });
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
