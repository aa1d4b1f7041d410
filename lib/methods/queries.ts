import { and, desc, eq, inArray, type SQL } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { methodConsents, methodRequests, paymentMethods } from "@/db/schema/methods";
import { users } from "@/db/schema/staff";
import { getFirm } from "@/lib/firms/queries";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { ConsentView, MethodRequestView, MethodView } from "./model";
import { isExpiredMonth, requestStatusAt } from "./rules";

const MOST_REQUESTS = 20;

/** A payer's methods in the accounts that the reader may see: the default first, then the newest. Removed ones only if asked for. */
export async function listMethods(ctx: Ctx, filter: { payerId: string; withRemoved?: boolean }): Promise<MethodView[]> {
  requirePermission(ctx, "payments.view");
  const statuses = ["active", "removing", ...(filter.withRemoved ? (["removed"] as const) : [])] as const;
  return inFirm(ctx, async (tx) => {
    const rows = await selectMethods(tx)
      .where(
        and(
          eq(paymentMethods.firmId, ctx.firmId),
          eq(paymentMethods.payerId, filter.payerId),
          inArray(paymentMethods.status, [...statuses]),
          visibleAccount(ctx, paymentMethods.accountId),
        ),
      )
      .orderBy(desc(paymentMethods.isDefault), desc(paymentMethods.createdAt), desc(paymentMethods.id));
    const { timeZone } = await getFirm(ctx, tx);
    const names = await listUserNames(ctx, tx);
    return rows.map((row) => viewOf(row, ctx.clock.now(), timeZone, names));
  });
}

/** The requests to a payer, newest first. */
export async function listMethodRequests(ctx: Ctx, payerId: string): Promise<MethodRequestView[]> {
  requirePermission(ctx, "payments.view");
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ request: methodRequests, accountName: merchantAccounts.name })
      .from(methodRequests)
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, methodRequests.firmId), eq(merchantAccounts.id, methodRequests.accountId)),
      )
      .where(
        and(
          eq(methodRequests.firmId, ctx.firmId),
          eq(methodRequests.payerId, payerId),
          visibleAccount(ctx, methodRequests.accountId),
        ),
      )
      .orderBy(desc(methodRequests.createdAt), desc(methodRequests.id))
      .limit(MOST_REQUESTS),
  );
  const now = ctx.clock.now();
  return rows.map(({ request, accountName }) => {
    const { id, sentTo, createdAt, expiresAt, openedAt, closedAt } = request;
    return { id, status: requestStatusAt(request, now), sentTo, accountName, createdAt, expiresAt, openedAt, closedAt };
  });
}

function selectMethods(tx: Tx) {
  return tx
    .select({
      method: paymentMethods,
      consent: methodConsents,
      accountName: merchantAccounts.name,
      accountKind: merchantAccounts.kind,
      currency: merchantAccounts.currency,
    })
    .from(paymentMethods)
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, paymentMethods.firmId), eq(merchantAccounts.id, paymentMethods.accountId)),
    )
    .leftJoin(
      methodConsents,
      and(eq(methodConsents.firmId, paymentMethods.firmId), eq(methodConsents.methodId, paymentMethods.id)),
    )
    .$dynamic();
}

type Selected = {
  method: typeof paymentMethods.$inferSelect;
  consent: typeof methodConsents.$inferSelect | null;
  accountName: string;
  accountKind: "operating" | "trust";
  currency: string;
};

function viewOf(row: Selected, now: Date, timeZone: string, names: ReadonlyMap<string, string>): MethodView {
  const { method, consent, accountName, accountKind, currency } = row;
  const { id, status, kind, brand, last4, funding, holder, expiresMonth, isDefault, accountId } = method;
  return {
    id,
    status,
    kind,
    brand,
    last4,
    funding,
    holder,
    expiresMonth,
    isExpired: isExpiredMonth(expiresMonth, now, timeZone),
    isDefault,
    accountId,
    accountName,
    accountKind,
    currency,
    billingAddress: method.billingAddress,
    savedAt: method.savedAt,
    consent: consent && consentViewOf(consent, names),
  };
}

function consentViewOf(consent: typeof methodConsents.$inferSelect, names: ReadonlyMap<string, string>): ConsentView {
  const { text, version, language, at, actor, ip, origin, entryClass, last4 } = consent;
  return {
    text,
    version,
    language: isLocale(language) ? language : DEFAULT_LOCALE,
    at,
    actorName: names.get(actor) ?? null,
    ip,
    origin,
    entryClass,
    last4,
  };
}

async function listUserNames(ctx: Ctx, tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.select({ id: users.id, name: users.name }).from(users).where(eq(users.firmId, ctx.firmId));
  return new Map(rows.map((row) => [`user:${row.id}`, row.name]));
}

function visibleAccount(
  ctx: Ctx,
  column: typeof paymentMethods.accountId | typeof methodRequests.accountId,
): SQL | undefined {
  const limit = visibleAccountIds(ctx);
  return limit === null ? undefined : inArray(column, [...limit]);
}
