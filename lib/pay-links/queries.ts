import { and, count, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payLinks } from "@/db/schema/pay-links";
import { payments } from "@/db/schema/payments";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import type { PickedRows } from "@/lib/lists/model";
import type { SortText } from "@/lib/lists/rules";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import { isPaymentStatus, type PaymentStatus } from "@/lib/payments/model";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { pickedCondition, readPageOf } from "@/lib/platform/list-order";
import { unseal } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { LinkSortId } from "./columns";
import { linkTokenPlace } from "./internal/load";
import { orderOf } from "./internal/sort";
import type { AgingBucket, LinkStatus, PayLinkDetail, PayLinkRow, PayLinkWithToken } from "./model";
import { linkStatusAt, obligationOfLink } from "./rules";

export type LinkFilter = LinkMatch & {
  status: LinkStatus | "all";
  /** Newest first without it. */
  sort?: SortText<LinkSortId>;
  cursor?: string | null;
  limit?: number;
  picked?: PickedRows | null;
};

/** What links must match besides their status. */
export type LinkMatch = {
  q?: string;
  /** How late by its due date on the firm's day. */
  due?: AgingBucket | "";
  accountKind?: "" | "operating" | "trust";
  /** Those that were made together from one file. */
  batch?: string;
};

/** Sent Pages, by keyset, from a cursor in either direction. @throws AppError forbidden, invalid_input (cursor_invalid, cursor_of_other_sort) */
export async function listPayLinks(ctx: Ctx, filter: LinkFilter): Promise<TwoWayPage<PayLinkRow>> {
  requirePermission(ctx, "payments.view");
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200);
  const start = orderOf<Selected>(filter);
  const now = ctx.clock.now();
  return inFirm(ctx, (tx) =>
    readPageOf(
      start,
      limit,
      async (order) => selectPage(ctx, tx, { ...filter, limit }, order),
      (row) => rowOf(row, now),
    ),
  );
}

/** One page and one row more. Its plans are tested (tests/properties/turn-pages.db.test.ts). */
export function selectPage(
  ctx: Ctx,
  tx: Tx,
  filter: LinkFilter & { limit: number },
  order = orderOf<Selected>(filter),
) {
  return selectLinks(tx)
    .where(
      and(
        visible(ctx),
        statusCondition(filter.status, ctx.clock.now()),
        matchCondition(ctx, filter),
        pickedCondition(sql`${payLinks.id}`, filter.picked),
        order.after,
      ),
    )
    .orderBy(order.by)
    .limit(filter.limit + 1);
}

/** How many links that match stand under each status, for the tabs. */
export async function countPayLinks(ctx: Ctx, match: LinkMatch = {}): Promise<Record<LinkStatus | "all", number>> {
  requirePermission(ctx, "payments.view");
  const now = ctx.clock.now();
  const statuses = ["outstanding", "payment_received", "cancelled", "expired"] as const;
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({
        outstanding: count(sql`case when ${statusCondition("outstanding", now)} then 1 end`),
        payment_received: count(sql`case when ${statusCondition("payment_received", now)} then 1 end`),
        cancelled: count(sql`case when ${statusCondition("cancelled", now)} then 1 end`),
        expired: count(sql`case when ${statusCondition("expired", now)} then 1 end`),
      })
      .from(payLinks)
      .where(and(visible(ctx), matchCondition(ctx, match))),
  );
  const counts = rows[0] ?? { outstanding: 0, payment_received: 0, cancelled: 0, expired: 0 };
  return { ...counts, all: statuses.reduce((sum, status) => sum + counts[status], 0) };
}

/** One link with its token, for staff who may send it. @throws AppError forbidden, not_found */
export async function getPayLink(ctx: Ctx, linkId: string): Promise<PayLinkDetail> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const link = await readPayLink(ctx, tx, linkId);
    const attempt = await findLastAttempt(ctx, tx, obligationOfLink(linkId));
    return { ...link, paymentId: attempt?.paymentId ?? null, returnCode: attempt?.returnCode ?? "" };
  });
}

/** The same within a transaction, for whoever has asked for the permission. @throws AppError not_found */
export async function readPayLink(ctx: Ctx, tx: Tx, linkId: string): Promise<PayLinkWithToken> {
  const [row] = await selectLinks(tx).where(and(visible(ctx), eq(payLinks.id, linkId)));
  if (!row) throw new AppError("not_found", { reason: "link_unknown" });
  return withToken(ctx, row);
}

/** A link as it is read right after it was made, from the row that was written. */
export function newLinkOf(ctx: Ctx, link: Selected["link"], account: MerchantAccountView): PayLinkWithToken {
  const { name: accountName, kind: accountKind } = account;
  return withToken(ctx, { link, accountName, accountKind, attemptStatus: null, hasLostMail: false });
}

function withToken(ctx: Ctx, row: Selected): PayLinkWithToken {
  const { tokenSealed, message, clientRef, matterRef, locale } = row.link;
  return {
    ...rowOf(row, ctx.clock.now()),
    token: unseal(tokenSealed, linkTokenPlace(ctx.firmId)),
    ...{ message, clientRef, matterRef },
    locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
  };
}

/** The tokens of these links, by id: for whoever may hand the links out. @throws AppError forbidden */
export async function listLinkTokens(ctx: Ctx, linkIds: readonly string[]): Promise<Map<string, string>> {
  requirePermission(ctx, "payments.view");
  if (linkIds.length === 0) return new Map();
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ id: payLinks.id, sealed: payLinks.tokenSealed })
      .from(payLinks)
      .where(and(visible(ctx), inArray(payLinks.id, [...linkIds]))),
  );
  return new Map(rows.map((row) => [row.id, unseal(row.sealed, linkTokenPlace(ctx.firmId))]));
}

/** The same of rows that are read already, by whoever has asked for the permission. */
export function readTokensOfLinks(
  { firmId }: Pick<Ctx, "firmId">,
  links: readonly { id: string; tokenSealed: string }[],
): Map<string, string> {
  return new Map(links.map(({ id, tokenSealed }) => [id, unseal(tokenSealed, linkTokenPlace(firmId))]));
}

/** The claim's holder of a link, if any; the same condition as the unique index on payments. */
const HELD = sql`exists (select 1 from ${payments} p where p.firm_id = ${payLinks.firmId} and p.obligation = 'link:' || ${payLinks.id}
  and p.status not in ('declined', 'error', 'voided'))`;

/** The SQL form of `linkStatusAt`. */
function statusCondition(status: LinkStatus | "all", now: Date): SQL | undefined {
  const isPast = sql`${payLinks.expiresAt} <= ${now.toISOString()}::timestamptz`;
  switch (status) {
    case "all":
      return undefined;
    case "payment_received":
      return sql`${payLinks.status} = 'paid'`;
    case "cancelled":
      return sql`${payLinks.status} = 'cancelled'`;
    case "outstanding":
      return sql`${payLinks.status} = 'open' and (not ${isPast} or ${HELD})`;
    case "expired":
      return sql`${payLinks.status} = 'open' and ${isPast} and not ${HELD}`;
  }
}

function matchCondition(ctx: Ctx, { q, due, accountKind, batch }: LinkMatch): SQL | undefined {
  return and(
    q ? searchCondition(q) : undefined,
    due ? dueCondition(ctx, due) : undefined,
    batch ? eq(payLinks.batchId, batch) : undefined,
    accountKind
      ? sql`${payLinks.accountId} in (select a.id from ${merchantAccounts} a where a.firm_id = ${payLinks.firmId} and a.kind = ${accountKind})`
      : undefined,
  );
}

/** Days late, from and to, of each bucket that is late. */
const DAYS_LATE = { late_1_30: [1, 30], late_31_60: [31, 60], late_61_90: [61, 90], late_over_90: [91, null] } as const;

function dueCondition(ctx: Ctx, bucket: AgingBucket): SQL {
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const today = sql`(select (${now} at time zone f.time_zone)::date from firms f where f.firm_id = ${ctx.firmId})`;
  const daysLate = sql`(${today} - ${payLinks.dueDate})`;
  if (bucket === "not_due") return sql`(${payLinks.dueDate} is null or ${daysLate} <= 0)`;
  const [from, to] = DAYS_LATE[bucket];
  return to === null ? sql`${daysLate} >= ${from}` : sql`${daysLate} between ${from} and ${to}`;
}

function searchCondition(q: string): SQL {
  const pattern = `%${q.trim().replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  return sql`(${payLinks.recipientName} ilike ${pattern} or ${payLinks.invoiceNumber} ilike ${pattern} or ${payLinks.number} ilike ${pattern}
    or array_to_string(${payLinks.recipientEmails}, ' ') ilike ${pattern})`;
}

function visible(ctx: Ctx): SQL | undefined {
  const limit = visibleAccountIds(ctx);
  // Those of invoices are shown with their invoice.
  return and(
    eq(payLinks.firmId, ctx.firmId),
    isNull(payLinks.invoiceId),
    limit === null ? undefined : inArray(payLinks.accountId, [...limit]),
  );
}

function selectLinks(tx: Tx) {
  const attemptStatus = sql<string | null>`(select p.status from ${payments} p where p.firm_id = ${payLinks.firmId}
    and p.obligation = 'link:' || ${payLinks.id} order by p.attempt desc limit 1)`;
  const hasLostMail = sql<boolean>`exists (select 1 from ${mails} m where m.firm_id = ${payLinks.firmId}
    and m.object_type = 'pay_link' and m.object_id = ${payLinks.id} and (m.status = 'failed' or m.outcome = 'bounced') and m.kind in ('pay-link', 'link-reminder')
    and m.to_address = any(${payLinks.recipientEmails}) and not exists (select 1 from ${mails} n where n.firm_id = m.firm_id
      and n.object_type = m.object_type and n.object_id = m.object_id and n.to_address = m.to_address and n.created_at > m.created_at))`;
  return tx
    .select({
      link: payLinks,
      accountName: merchantAccounts.name,
      accountKind: merchantAccounts.kind,
      attemptStatus,
      hasLostMail,
    })
    .from(payLinks)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, payLinks.firmId), eq(merchantAccounts.id, payLinks.accountId)),
    )
    .$dynamic();
}

type Selected = {
  link: typeof payLinks.$inferSelect;
  accountName: string;
  accountKind: "operating" | "trust";
  attemptStatus: string | null;
  hasLostMail: boolean;
};

function rowOf({ link, accountName, accountKind, attemptStatus, hasLostMail }: Selected, now: Date): PayLinkRow {
  const lastAttempt = attemptStatus && isPaymentStatus(attemptStatus) ? attemptStatus : null;
  const { id, number, accountId, amountCents, amountPaidCents, currency, invoiceNumber, dueDate } = link;
  const { recipientName, recipientEmails, byEmail, createdAt, sentAt, openedAt, expiresAt, closedAt } = link;
  return {
    id,
    number,
    status: linkStatusAt({ status: link.status, expiresAt, lastAttempt }, now),
    accountId,
    accountName,
    accountKind,
    amountCents,
    amountPaidCents,
    balanceCents: Math.max(0, amountCents - amountPaidCents),
    isPartPaid: amountPaidCents > 0 && amountPaidCents < amountCents,
    openPayment: openPaymentOf(lastAttempt),
    paidStatus: link.status === "paid" ? lastAttempt : null,
    currency,
    invoiceNumber,
    dueDate,
    recipientName,
    recipientEmails,
    byEmail,
    hasLostMail,
    isOfConnect: link.source === "connect_link",
    createdAt,
    sentAt,
    openedAt,
    expiresAt,
    closedAt,
  };
}

function openPaymentOf(status: PaymentStatus | null): PayLinkRow["openPayment"] {
  if (status === "created" || status === "processing") return "processing";
  if (status === "unknown") return "unknown";
  return status === "pending" ? "clearing" : "none";
}
