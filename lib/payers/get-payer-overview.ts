import { and, desc, eq, gt, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payLinks } from "@/db/schema/pay-links";
import { payments } from "@/db/schema/payments";
import type { PaymentRow } from "@/lib/payments/model";
import { paymentRowOf, selectPayments } from "@/lib/payments/queries";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { AddressedLink, PaidSums } from "./model";

const LAST_PAYMENTS = 5;
const MOST_LINKS = 20;

export type PayerOverview = {
  sums: PaidSums[];
  /** What their open links ask for, by kind of account; not only those that are listed. */
  owed: PaidSums[];
  lastPayments: PaymentRow[];
  openLinks: AddressedLink[];
};

/**
 * What a payer has paid and what waits for them, in the accounts that the reader may see. A link is theirs when it names them, or when
 * it was sent to one of their addresses.
 * @throws AppError forbidden
 */
export async function getPayerOverview(
  ctx: Ctx,
  payer: { id: string; emails: readonly string[] },
): Promise<PayerOverview> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => ({
    sums: await sumPaid(ctx, tx, payer.id),
    owed: await sumOwed(ctx, tx, payer),
    lastPayments: await listLastPayments(ctx, tx, payer.id),
    openLinks: await listOpenLinks(ctx, tx, payer),
  }));
}

async function sumPaid(ctx: Ctx, tx: Tx, payerId: string): Promise<PaidSums[]> {
  return tx
    .select({
      kind: merchantAccounts.kind,
      currency: payments.currency,
      payments: sql<number>`count(*)`.mapWith(Number),
      cents: sql<number>`sum(${payments.amountCents} - ${payments.refundedCents})`.mapWith(Number),
    })
    .from(payments)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, payments.firmId), eq(merchantAccounts.id, payments.accountId)),
    )
    .where(
      and(
        eq(payments.firmId, ctx.firmId),
        eq(payments.payerId, payerId),
        visibleAccount(ctx, payments.accountId),
        inArray(payments.status, ["approved", "settled", "pending", "partially_refunded", "refunded"]),
      ),
    )
    .groupBy(merchantAccounts.kind, payments.currency)
    .orderBy(merchantAccounts.kind, payments.currency);
}

async function listLastPayments(ctx: Ctx, tx: Tx, payerId: string): Promise<PaymentRow[]> {
  const rows = await selectPayments(tx)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.payerId, payerId), visibleAccount(ctx, payments.accountId)))
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(LAST_PAYMENTS);
  return rows.map(paymentRowOf);
}

async function listOpenLinks(
  ctx: Ctx,
  tx: Tx,
  payer: { id: string; emails: readonly string[] },
): Promise<AddressedLink[]> {
  return tx
    .select({
      id: payLinks.id,
      number: payLinks.number,
      amountCents: payLinks.amountCents,
      currency: payLinks.currency,
      accountKind: merchantAccounts.kind,
      invoiceNumber: payLinks.invoiceNumber,
      expiresAt: payLinks.expiresAt,
      invoiceId: payLinks.invoiceId,
      isInvoicingOn: sql<boolean>`exists (select 1 from invoice_settings s where s.firm_id = ${payLinks.firmId} and s.is_on)`,
    })
    .from(payLinks)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, payLinks.firmId), eq(merchantAccounts.id, payLinks.accountId)),
    )
    .where(isWaiting(ctx, payer))
    .orderBy(desc(payLinks.createdAt), desc(payLinks.id))
    .limit(MOST_LINKS);
}

/** Open, of theirs or sent to one of their addresses. */
function isWaiting(ctx: Ctx, payer: { id: string; emails: readonly string[] }): SQL | undefined {
  const addresses = sql.param([...new Set(payer.emails.flatMap((email) => [email, email.toLowerCase()]))]);
  return and(
    eq(payLinks.firmId, ctx.firmId),
    eq(payLinks.status, "open"),
    gt(payLinks.expiresAt, ctx.clock.now()),
    visibleAccount(ctx, payLinks.accountId),
    or(
      eq(payLinks.payerId, payer.id),
      // Another payer's link stays another payer's, also when both share an address.
      and(isNull(payLinks.payerId), sql`${payLinks.recipientEmails} && ${addresses}::text[]`),
    ),
  );
}

async function sumOwed(ctx: Ctx, tx: Tx, payer: { id: string; emails: readonly string[] }): Promise<PaidSums[]> {
  return tx
    .select({
      kind: merchantAccounts.kind,
      currency: payLinks.currency,
      payments: sql<number>`count(*)`.mapWith(Number),
      cents: sql<number>`sum(${payLinks.amountCents})`.mapWith(Number),
    })
    .from(payLinks)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, payLinks.firmId), eq(merchantAccounts.id, payLinks.accountId)),
    )
    .where(isWaiting(ctx, payer))
    .groupBy(merchantAccounts.kind, payLinks.currency)
    .orderBy(merchantAccounts.kind, payLinks.currency);
}

function visibleAccount(ctx: Ctx, column: typeof payments.accountId | typeof payLinks.accountId): SQL | undefined {
  const limit = visibleAccountIds(ctx);
  return limit === null ? undefined : inArray(column, [...limit]);
}
