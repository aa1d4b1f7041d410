import { and, desc, eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payLinks } from "@/db/schema/pay-links";
import { payments, receipts } from "@/db/schema/payments";
import type { FirmView } from "@/lib/firms/model";
import { firmViewOf } from "@/lib/firms/queries";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import { isPaymentStatus } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { payerContext } from "@/lib/platform/make-context";
import { hashToken, unseal } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { receiptTokenPlace } from "@/lib/receipts/issue-receipt";
import type { PublicLink } from "./model";
import { obligationOfLink, publicStateAt } from "./rules";

export type FoundLink = { link: PublicLink; firm: FirmView };

/** What a token opens, or null for an unknown one. Reads only; opening a link never changes it. */
export async function findPublicLink(token: string, ip: string): Promise<FoundLink | null> {
  const entry = await findInDirectory("pay_link", hashToken(token));
  if (!entry) return null;
  return readLink(payerContext(entry.firmId, entry.refId, ip), entry.refId);
}

async function readLink(ctx: Ctx, linkId: string): Promise<FoundLink | null> {
  const rows = await inFirm(ctx, (tx) => {
    // The newest attempt is the one that counts: it holds the claim, or nobody does.
    const attempt = tx
      .select()
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.obligation, obligationOfLink(linkId))))
      .orderBy(desc(payments.attempt))
      .limit(1)
      .as("attempt");
    return tx
      .select({
        link: payLinks,
        firm: firms,
        account: merchantAccounts,
        status: attempt.status,
        paymentId: attempt.id,
        receiptEmails: attempt.receiptEmails,
        challengeUrl: attempt.challengeUrl,
        receiptSealed: receipts.tokenSealed,
      })
      .from(payLinks)
      .innerJoin(firms, eq(firms.firmId, payLinks.firmId))
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, payLinks.firmId), eq(merchantAccounts.id, payLinks.accountId)),
      )
      .leftJoin(attempt, eq(attempt.firmId, payLinks.firmId))
      .leftJoin(receipts, and(eq(receipts.firmId, payLinks.firmId), eq(receipts.paymentId, attempt.id)))
      .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId)));
  });
  const row = rows[0];
  if (!row) return null;
  const { link, account } = row;
  const lastAttempt = row.status && isPaymentStatus(row.status) ? row.status : null;
  const challengeUrl = row.challengeUrl ?? "";
  return {
    firm: firmViewOf(row.firm),
    link: {
      firmId: link.firmId,
      id: link.id,
      state: publicStateAt(
        { status: link.status, expiresAt: link.expiresAt, lastAttempt, challengeUrl },
        ctx.clock.now(),
      ),
      amountCents: link.amountCents,
      amountPaidCents: link.amountPaidCents,
      currency: link.currency,
      accountKind: account.kind,
      acceptsCard: account.acceptsCard,
      acceptsEcheck: account.acceptsEcheck,
      gateway: account.gateway,
      invoiceNumber: link.invoiceNumber,
      dueDate: link.dueDate,
      recipientName: link.recipientName,
      receiptEmail: link.recipientEmails[0] ?? "",
      message: link.message,
      clientRef: link.clientRef,
      matterRef: link.matterRef,
      locale: isLocale(link.locale) ? link.locale : DEFAULT_LOCALE,
      expiresAt: link.expiresAt,
      closedAt: link.closedAt,
      paymentId: row.paymentId,
      outcomeEmail: row.receiptEmails?.[0] ?? "",
      challengeUrl,
      receiptToken: row.receiptSealed ? unseal(row.receiptSealed, receiptTokenPlace(ctx.firmId)) : null,
    },
  };
}
