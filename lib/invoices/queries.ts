import { and, asc, count, desc, eq, gt, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { invoiceEvents, invoiceItems, invoices } from "@/db/schema/invoices";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { users } from "@/db/schema/staff";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { getFirm } from "@/lib/firms/queries";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import type { PickedRows } from "@/lib/lists/model";
import type { SortText } from "@/lib/lists/rules";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { pickedCondition, readPageOf } from "@/lib/platform/list-order";
import { unseal } from "@/lib/platform/secrets";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { holdsPermission } from "@/lib/staff/rules";
import type { InvoiceSortId } from "./columns";
import { invoiceTokenPlace, loadAttachments, loadLines } from "./internal/load";
import { readSettings } from "./internal/settings";
import { orderOf } from "./internal/sort";
import {
  type AgingRow,
  INVOICE_AGES,
  INVOICE_VIEWS,
  type InvoiceAge,
  type InvoiceDetail,
  type InvoiceEvent,
  type InvoiceItem,
  type InvoiceRow,
  type InvoiceSettings,
  type InvoiceView,
} from "./model";
import { requireInvoicingOn } from "./require-invoicing-on";
import { ageOf, OPEN_STATUSES } from "./rules";

/** What invoices must match besides their view. */
export type InvoiceMatch = {
  q?: string;
  age?: InvoiceAge | "";
  payerId?: string;
  accountKind?: "" | "operating" | "trust";
};

export type InvoiceFilter = InvoiceMatch & {
  view: InvoiceView;
  /** Newest first without it. */
  sort?: SortText<InvoiceSortId>;
  cursor?: string | null;
  limit?: number;
  picked?: PickedRows | null;
};

type Selected = { invoice: typeof invoices.$inferSelect; accountName: string; accountKind: "operating" | "trust" };

/** Invoices by keyset. @throws AppError forbidden, not_found (invoices_off), invalid_input (cursor_invalid, cursor_of_other_sort) */
export async function listInvoices(ctx: Ctx, filter: InvoiceFilter): Promise<TwoWayPage<InvoiceRow>> {
  requirePermission(ctx, "payments.view");
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), 200);
  const start = orderOf<Selected>(filter);
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const match = await matchCondition(ctx, tx, filter);
    return readPageOf(
      start,
      limit,
      async (order) =>
        selectInvoices(tx)
          .where(
            and(
              visible(ctx),
              viewCondition(filter.view),
              match,
              pickedCondition(sql`${invoices.id}`, filter.picked),
              order.after,
            ),
          )
          .orderBy(order.by)
          .limit(limit + 1),
      rowOf,
    );
  });
}

/** How many invoices that match stand in each view. @throws AppError forbidden, not_found (invoices_off) */
export async function countInvoices(ctx: Ctx, match: InvoiceMatch = {}): Promise<Record<InvoiceView, number>> {
  requirePermission(ctx, "payments.view");
  const rows = await inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    return tx
      .select({ status: invoices.status, n: count() })
      .from(invoices)
      .where(and(visible(ctx), await matchCondition(ctx, tx, match)))
      .groupBy(invoices.status);
  });
  const of = (statuses: readonly string[]) =>
    rows.filter(({ status }) => statuses.includes(status)).reduce((sum, { n }) => sum + n, 0);
  const counts = INVOICE_VIEWS.map((view) => [view, of(statusesOf(view) ?? rows.map(({ status }) => status))] as const);
  return Object.fromEntries(counts) as Record<InvoiceView, number>;
}

/** One invoice with its lines and history. @throws AppError forbidden, not_found */
export async function getInvoice(ctx: Ctx, invoiceId: string): Promise<InvoiceDetail> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const [found] = await selectInvoices(tx).where(and(visible(ctx), eq(invoices.id, invoiceId)));
    if (!found) throw new AppError("not_found", { reason: "invoice_unknown" });
    const { invoice } = found;
    const mayHandOut = holdsPermission(ctx.actor, "invoices.manage") && invoice.tokenSealed;
    return {
      ...rowOf(found),
      billToAddress: invoice.billToAddress,
      termsDays: invoice.termsDays,
      notes: invoice.notes,
      locale: isLocale(invoice.locale) ? invoice.locale : DEFAULT_LOCALE,
      taxName: invoice.taxName,
      taxThousandths: invoice.taxThousandths,
      revision: invoice.revision,
      isReminderOff: invoice.isReminderOff,
      lines: await loadLines(ctx, tx, invoiceId),
      attachments: await loadAttachments(ctx, tx, invoiceId),
      events: await loadEvents(ctx, tx, invoiceId),
      token: mayHandOut ? unseal(mayHandOut, invoiceTokenPlace(ctx.firmId)) : null,
    };
  });
}

async function loadEvents(ctx: Ctx, tx: Tx, invoiceId: string): Promise<InvoiceEvent[]> {
  const rows = await tx
    .select({ event: invoiceEvents, name: users.name })
    .from(invoiceEvents)
    .leftJoin(users, and(eq(users.firmId, invoiceEvents.firmId), sql`${invoiceEvents.actor} = 'user:' || ${users.id}`))
    .where(and(eq(invoiceEvents.firmId, ctx.firmId), eq(invoiceEvents.invoiceId, invoiceId)))
    .orderBy(desc(invoiceEvents.id));
  return rows.map(({ event: { id, kind, detail, at }, name }) => ({ id, kind, detail, at, actorName: name ?? "" }));
}

/** How the firm makes invoices, for forms and for the settings themselves. @throws AppError forbidden */
export async function getInvoiceSettings(ctx: Ctx): Promise<InvoiceSettings> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, (tx) => readSettings(ctx, tx));
}

/** What the firm charges for again and again, by name. @throws AppError forbidden */
export async function listInvoiceItems(ctx: Ctx): Promise<InvoiceItem[]> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, (tx) =>
    tx
      .select({
        id: invoiceItems.id,
        description: invoiceItems.description,
        unitPriceCents: invoiceItems.unitPriceCents,
        isTaxable: invoiceItems.isTaxable,
      })
      .from(invoiceItems)
      .where(and(eq(invoiceItems.firmId, ctx.firmId), isNull(invoiceItems.removedAt)))
      .orderBy(asc(invoiceItems.description), asc(invoiceItems.id))
      .limit(500),
  );
}

/**
 * What is owed on invoices, by who owes it and how late it is on the firm's day; whoever owes most stands first.
 * @throws AppError forbidden, not_found (invoices_off)
 */
export async function listAging(ctx: Ctx): Promise<AgingRow[]> {
  requirePermission(ctx, "payments.view");
  const { rows, today } = await inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const { timeZone } = await getFirm(ctx, tx);
    const found = await tx
      .select({
        billTo: invoices.billTo,
        payerId: invoices.payerId,
        currency: invoices.currency,
        dueDate: invoices.dueDate,
        balanceCents: invoices.balanceCents,
      })
      .from(invoices)
      .where(and(visible(ctx), inArray(invoices.status, [...OPEN_STATUSES]), gt(invoices.balanceCents, 0)));
    return { rows: found, today: dateInZone(ctx.clock.now(), timeZone) };
  });
  const byWho = new Map<string, AgingRow>();
  for (const { billTo, payerId, currency, dueDate, balanceCents } of rows) {
    const key = `${payerId ?? billTo.toLowerCase()} ${currency}`;
    const row = byWho.get(key) ?? { billTo, payerId, currency, count: 0, cents: noCents(), totalCents: 0 };
    row.count += 1;
    row.cents[ageOf(dueDate, today)] += balanceCents;
    row.totalCents += balanceCents;
    byWho.set(key, row);
  }
  return [...byWho.values()].sort((a, b) => b.totalCents - a.totalCents || a.billTo.localeCompare(b.billTo));
}

function noCents(): Record<InvoiceAge, number> {
  return Object.fromEntries(INVOICE_AGES.map((age) => [age, 0])) as Record<InvoiceAge, number>;
}

function statusesOf(view: InvoiceView): readonly string[] | null {
  if (view === "all") return null;
  return view === "open" ? OPEN_STATUSES : [view];
}

function viewCondition(view: InvoiceView): SQL | undefined {
  const statuses = statusesOf(view);
  return statuses ? sql`${invoices.status} in ${statuses}` : undefined;
}

async function matchCondition(
  ctx: Ctx,
  tx: Tx,
  { q, age, payerId, accountKind }: InvoiceMatch,
): Promise<SQL | undefined> {
  return and(
    q ? searchCondition(q) : undefined,
    payerId ? eq(invoices.payerId, payerId) : undefined,
    age ? await ageCondition(ctx, tx, age) : undefined,
    accountKind
      ? sql`${invoices.accountId} in (select a.id from ${merchantAccounts} a where a.firm_id = ${invoices.firmId} and a.kind = ${accountKind})`
      : undefined,
  );
}

/** Days late, from and to, of each age that is late. */
const DAYS_LATE = { late_1_30: [1, 30], late_31_60: [31, 60], late_61_90: [61, 90], late_over_90: [91, null] } as const;

/** The SQL form of `ageOf`, of what is still owed. */
async function ageCondition(ctx: Ctx, tx: Tx, age: InvoiceAge): Promise<SQL | undefined> {
  const { timeZone } = await getFirm(ctx, tx);
  const late = sql`(${dateInZone(ctx.clock.now(), timeZone)}::date - ${invoices.dueDate})`;
  const isOwed = and(inArray(invoices.status, [...OPEN_STATUSES]), gt(invoices.balanceCents, 0));
  if (age === "not_due") return and(isOwed, sql`${late} <= 0`);
  const [from, to] = DAYS_LATE[age];
  return and(isOwed, to === null ? sql`${late} >= ${from}` : sql`${late} between ${from} and ${to}`);
}

function searchCondition(q: string): SQL {
  const pattern = `%${q.trim().replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  return sql`(${invoices.billTo} ilike ${pattern} or ${invoices.number} ilike ${pattern} or ${invoices.clientRef} ilike ${pattern}
    or ${invoices.matterRef} ilike ${pattern} or array_to_string(${invoices.recipientEmails}, ' ') ilike ${pattern})`;
}

function visible(ctx: Ctx): SQL | undefined {
  const limit = visibleAccountIds(ctx);
  return and(eq(invoices.firmId, ctx.firmId), limit === null ? undefined : inArray(invoices.accountId, [...limit]));
}

function selectInvoices(tx: Tx) {
  return tx
    .select({ invoice: invoices, accountName: merchantAccounts.name, accountKind: merchantAccounts.kind })
    .from(invoices)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, invoices.firmId), eq(merchantAccounts.id, invoices.accountId)),
    )
    .$dynamic();
}

function rowOf({ invoice, accountName, accountKind }: Selected): InvoiceRow {
  const { id, number, status, accountId, currency, payerId, billTo, recipientEmails, clientRef, matterRef } = invoice;
  const { issueDate, dueDate, grossCents, discountCents, taxCents, totalCents, paidCents, inTransitCents } = invoice;
  const { balanceCents, createdAt, sentAt, viewedAt } = invoice;
  return {
    ...{ id, number, status, accountId, accountName, accountKind, currency, payerId, billTo, recipientEmails },
    ...{ clientRef, matterRef, issueDate, dueDate, grossCents, discountCents, taxCents, totalCents, paidCents },
    ...{ inTransitCents, balanceCents, createdAt, sentAt, viewedAt },
  };
}
