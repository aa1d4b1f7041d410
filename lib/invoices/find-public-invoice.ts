import { and, eq } from "drizzle-orm";
import { invoices } from "@/db/schema/invoices";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import type { FirmView } from "@/lib/firms/model";
import { getFirm } from "@/lib/firms/queries";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import { findLinkToken } from "@/lib/pay-links/find-link-token";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { payerContext } from "@/lib/platform/make-context";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findOpenLinkId } from "./internal/find-open-link";
import { invoiceIs, loadAttachments, loadLines } from "./internal/load";
import type { PublicInvoice } from "./model";

export type FoundInvoice = { invoice: PublicInvoice; firm: FirmView };

/**
 * What the token of an invoice opens, or null for an unknown one. Reads only. A firm that switched the module off still stands by what
 * it sent.
 */
export async function findPublicInvoice(token: string, ip: string): Promise<FoundInvoice | null> {
  const entry = await findInDirectory("invoice", hashToken(token));
  if (!entry) return null;
  const ctx = payerContext(entry.firmId, entry.refId, ip);
  return inFirm(ctx, async (tx) => {
    const invoice = await loadPublic(ctx, tx, entry.refId);
    return invoice && { invoice, firm: await getFirm(ctx, tx) };
  });
}

async function loadPublic(ctx: Ctx, tx: Tx, invoiceId: string): Promise<PublicInvoice | null> {
  const [found] = await tx
    .select({ invoice: invoices, accountKind: merchantAccounts.kind })
    .from(invoices)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, invoices.firmId), eq(merchantAccounts.id, invoices.accountId)),
    )
    .where(invoiceIs(ctx, invoiceId));
  if (!found) return null;
  const { invoice, accountKind } = found;
  const linkId = await findOpenLinkId(ctx, tx, invoiceId);
  const { id, firmId, number, status, currency, billTo, billToAddress, clientRef, matterRef, issueDate } = invoice;
  const { dueDate, termsDays, notes, taxName, taxThousandths, grossCents, discountCents, taxCents } = invoice;
  const { totalCents, paidCents, inTransitCents, balanceCents, locale } = invoice;
  return {
    ...{ id, firmId, number, status, currency, billTo, billToAddress, clientRef, matterRef, issueDate, dueDate },
    ...{ termsDays, notes, taxName, taxThousandths, grossCents, discountCents, taxCents, totalCents, paidCents },
    ...{ inTransitCents, balanceCents, accountKind },
    locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
    lines: await loadLines(ctx, tx, invoiceId),
    attachments: await loadAttachments(ctx, tx, invoiceId),
    payToken: linkId && (await findLinkToken(ctx, tx, linkId)),
  };
}
