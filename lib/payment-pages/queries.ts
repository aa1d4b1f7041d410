import { and, asc, eq, gte, inArray, ne, notInArray, sql } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { pageSubmissions, pageViews, paymentPages } from "@/db/schema/payment-pages";
import { payments } from "@/db/schema/payments";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import type { CustomFieldView } from "@/lib/custom-fields/model";
import { listCustomFields } from "@/lib/custom-fields/queries";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { getFirm } from "@/lib/firms/queries";
import type { MerchantAccountView } from "@/lib/merchant-accounts/model";
import { listMerchantAccounts } from "@/lib/merchant-accounts/queries";
import { requireAccount, requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { detailOf, loadPage, publicPageOf } from "./internal/load";
import type { PageFamily, PaymentPageDetail, PaymentPageRow, PublicPage } from "./model";
import { NOT_TAKEN } from "./rules";

const DAY_MS = 86_400_000;
/** What the figures of a page tell about. */
export const STATISTICS_DAYS = 30;

/**
 * Every page of a family of the accounts that the actor may use, by name, with what came of each lately.
 * @throws AppError forbidden, not_found (connect_off)
 */
export async function listPaymentPages(ctx: Ctx, family: PageFamily = "plain"): Promise<PaymentPageRow[]> {
  requirePermission(ctx, "pages.manage");
  const limit = visibleAccountIds(ctx);
  return inFirm(ctx, async (tx) => {
    if (family === "connect") await requireConnectOn(ctx, tx);
    const rows = await tx
      .select({ page: paymentPages, account: merchantAccounts })
      .from(paymentPages)
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, paymentPages.firmId), eq(merchantAccounts.id, paymentPages.accountId)),
      )
      .where(
        and(
          eq(paymentPages.firmId, ctx.firmId),
          isOfFamily(family),
          limit === null ? undefined : inArray(paymentPages.accountId, [...limit]),
        ),
      )
      .orderBy(asc(sql`lower(${paymentPages.name})`), asc(paymentPages.id));
    const since = new Date(ctx.clock.now().getTime() - STATISTICS_DAYS * DAY_MS);
    const views = await countViews(ctx, tx, since);
    const taken = await sumTaken(ctx, tx, since);
    return rows.map(({ page, account }) => {
      const { id, slug, name, status } = page;
      const { name: accountName, kind: accountKind, currency } = account;
      const sums = taken.get(id) ?? { payments: 0, volumeCents: 0 };
      return { id, slug, name, status, accountName, accountKind, currency, views: views.get(id) ?? 0, ...sums };
    });
  });
}

async function countViews(ctx: Ctx, tx: Tx, since: Date): Promise<Map<string, number>> {
  const { timeZone } = await getFirm(ctx, tx);
  const rows = await tx
    .select({ pageId: pageViews.pageId, views: sql<number>`sum(${pageViews.views})::int` })
    .from(pageViews)
    .where(and(eq(pageViews.firmId, ctx.firmId), gte(pageViews.day, dateInZone(since, timeZone))))
    .groupBy(pageViews.pageId);
  return new Map(rows.map(({ pageId, views }) => [pageId, views]));
}

/** What was taken, without surcharge, and how often. Money that went back since counts as taken, as in the reports by day. */
async function sumTaken(
  ctx: Ctx,
  tx: Tx,
  since: Date,
): Promise<Map<string, { payments: number; volumeCents: number }>> {
  const rows = await tx
    .select({
      pageId: pageSubmissions.pageId,
      payments: sql<number>`count(*)::int`,
      volumeCents: sql`sum(${payments.amountCents} - ${payments.surchargeCents})`.mapWith(Number),
    })
    .from(pageSubmissions)
    .innerJoin(
      payments,
      and(eq(payments.firmId, pageSubmissions.firmId), eq(payments.obligation, sql`'page:' || ${pageSubmissions.id}`)),
    )
    .where(
      and(
        eq(pageSubmissions.firmId, ctx.firmId),
        gte(pageSubmissions.createdAt, since),
        notInArray(payments.status, [...NOT_TAKEN, "voided"]),
      ),
    )
    .groupBy(pageSubmissions.pageId);
  return new Map(rows.map(({ pageId, ...sums }) => [pageId, sums]));
}

export type PageEditorFacts = {
  page: PaymentPageDetail | null;
  accounts: MerchantAccountView[];
  customFields: CustomFieldView[];
  /** To which a Connect page may lead where nothing is found: those that ask for an amount. */
  fallbacks: { id: string; name: string }[];
};

/**
 * What the screen of a page needs; `page` is null for a new one. Invoices are paid into operating accounts alone.
 * @throws AppError forbidden, not_found (page_unknown, connect_off)
 */
export async function getPageEditor(
  ctx: Ctx,
  pageId: string | null,
  family: PageFamily = "plain",
): Promise<PageEditorFacts> {
  requirePermission(ctx, "pages.manage");
  const customFields = await listCustomFields(ctx, "payment");
  return inFirm(ctx, async (tx) => {
    const isConnect = family === "connect";
    if (isConnect) await requireConnectOn(ctx, tx);
    const all = await listMerchantAccounts(ctx, tx);
    const facts = {
      accounts: isConnect ? all.filter(({ kind }) => kind === "operating") : all,
      fallbacks: isConnect ? await listFallbacks(ctx, tx) : [],
      customFields,
    };
    if (pageId === null) return { ...facts, page: null };
    const { page, account } = await loadOfFamily(ctx, tx, pageId, family);
    return { ...facts, page: await detailOf(ctx, tx, page, account) };
  });
}

function isOfFamily(family: PageFamily) {
  return family === "connect" ? eq(paymentPages.kind, "connect") : ne(paymentPages.kind, "connect");
}

/** A page in the family whose screen it was asked on. */
async function loadOfFamily(ctx: Ctx, tx: Tx, pageId: string, family: PageFamily) {
  const found = await loadPage(ctx, tx, pageId);
  requireAccount(ctx, found.page.accountId);
  if ((found.page.kind === "connect") !== (family === "connect"))
    throw new AppError("not_found", { reason: "page_unknown" });
  return found;
}

function listFallbacks(ctx: Ctx, tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: paymentPages.id, name: paymentPages.name })
    .from(paymentPages)
    .where(and(eq(paymentPages.firmId, ctx.firmId), eq(paymentPages.kind, "general")))
    .orderBy(asc(sql`lower(${paymentPages.name})`), asc(paymentPages.id));
}

/** A page as its visitors see it, a draft too. @throws AppError forbidden, not_found (page_unknown, connect_off) */
export async function getPagePreview(
  ctx: Ctx,
  pageId: string,
  family: PageFamily = "plain",
): Promise<{ name: string; page: PublicPage }> {
  requirePermission(ctx, "pages.manage");
  return inFirm(ctx, async (tx) => {
    if (family === "connect") await requireConnectOn(ctx, tx);
    const { page, account } = await loadOfFamily(ctx, tx, pageId, family);
    return { name: page.name, page: await publicPageOf(ctx, tx, page, account) };
  });
}
