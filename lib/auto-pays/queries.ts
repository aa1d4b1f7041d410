import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { autoPayEvents, autoPayRuns, autoPays } from "@/db/schema/auto-pays";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { paymentMethods } from "@/db/schema/methods";
import { payers } from "@/db/schema/payers";
import { payments } from "@/db/schema/payments";
import { users } from "@/db/schema/staff";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { getFirm } from "@/lib/firms/queries";
import { isExpiredMonth } from "@/lib/methods/rules";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { decodeCursor, type Page, pageOf } from "@/lib/platform/keyset";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { loadEnrolled } from "./internal/load";
import { readSystemName } from "./internal/read-system-name";
import type { AutoPayDetail, AutoPayEvent, AutoPayRow, AutoPayRun } from "./model";
import { hasYear, yearEndOf } from "./rules";

const MOST_RUNS = 60;
const MOST_EVENTS = 200;

/** A payer's Auto-Pays, the newest first; cancelled ones at the end. @throws AppError forbidden, not_found (connect_off) */
export async function listAutoPays(ctx: Ctx, payerId: string): Promise<AutoPayRow[]> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const rows = await select(tx)
      .where(and(visible(ctx), eq(autoPays.payerId, payerId)))
      .orderBy(asc(sql`${autoPays.status} = 'cancelled'`), desc(autoPays.createdAt), desc(autoPays.id));
    return rowsOf(ctx, tx, rows);
  });
}

export type AutoPaysAsked = { payerId?: string; status?: string; limit: number; cursor?: string };

/** Those of a firm, the newest first, for programs. @throws AppError forbidden, not_found (connect_off), invalid_input (cursor_invalid) */
export async function listFirmAutoPays(ctx: Ctx, asked: AutoPaysAsked): Promise<Page<AutoPayRow>> {
  requirePermission(ctx, "payments.view");
  const after = asked.cursor ? decodeCursor(asked.cursor) : null;
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const rows = await select(tx)
      .where(
        and(
          visible(ctx),
          asked.payerId ? eq(autoPays.payerId, asked.payerId) : undefined,
          asked.status ? sql`${autoPays.status} = ${asked.status}` : undefined,
          after ? sql`(${autoPays.createdAt}, ${autoPays.id}) < (${after.at}, ${after.id})` : undefined,
        ),
      )
      .orderBy(desc(autoPays.createdAt), desc(autoPays.id))
      .limit(asked.limit + 1);
    const views = await rowsOf(ctx, tx, rows);
    return pageOf(
      views,
      asked.limit,
      ({ createdAt: at, id }) => ({ at, id }),
      (view) => view,
    );
  });
}

/** One with its runs and its history, newest first. @throws AppError forbidden, not_found (auto_pay_unknown, connect_off) */
export async function getAutoPay(ctx: Ctx, autoPayId: string): Promise<AutoPayDetail> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const rows = await select(tx).where(and(visible(ctx), eq(autoPays.id, autoPayId)));
    const [selected] = rows;
    const [row] = await rowsOf(ctx, tx, rows);
    if (!selected || !row) throw new AppError("not_found", { reason: "auto_pay_unknown" });
    const { autoPay } = selected;
    const enrolled = await loadEnrolled(ctx, tx, autoPay);
    const names = await listNames(ctx, tx);
    const { acknowledgedAt: at, acknowledgedText: text, acknowledgedBy } = autoPay;
    return {
      ...row,
      ...{ connectionId: autoPay.connectionId, startedOn: autoPay.startedOn, revision: autoPay.revision },
      systemName: await readSystemName(ctx, tx, autoPay),
      associationIds: enrolled.map(({ id }) => id),
      acknowledgement: at && { text, at, byName: names.get(acknowledgedBy) ?? "" },
      runs: await listRuns(ctx, tx, [autoPayId], MOST_RUNS),
      events: await listEvents(ctx, tx, autoPayId, names),
    };
  });
}

function select(tx: Tx) {
  const { brand, last4, status, expiresMonth } = paymentMethods;
  return tx
    .select({
      autoPay: autoPays,
      payerName: payers.name,
      accountName: merchantAccounts.name,
      method: { brand, last4, status, expiresMonth },
    })
    .from(autoPays)
    .innerJoin(payers, and(eq(payers.firmId, autoPays.firmId), eq(payers.id, autoPays.payerId)))
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, autoPays.firmId), eq(merchantAccounts.id, autoPays.accountId)),
    )
    .innerJoin(
      paymentMethods,
      and(eq(paymentMethods.firmId, autoPays.firmId), eq(paymentMethods.id, autoPays.methodId)),
    )
    .$dynamic();
}

type Selected = Awaited<ReturnType<typeof select>>[number];

function visible(ctx: Ctx): SQL | undefined {
  const limit = visibleAccountIds(ctx);
  return and(eq(autoPays.firmId, ctx.firmId), limit === null ? undefined : inArray(autoPays.accountId, [...limit]));
}

async function rowsOf(ctx: Ctx, tx: Tx, rows: readonly Selected[]): Promise<AutoPayRow[]> {
  if (rows.length === 0) return [];
  const { timeZone } = await getFirm(ctx, tx);
  const now = ctx.clock.now();
  const views: AutoPayRow[] = [];
  for (const { autoPay, payerName, accountName, method } of rows) {
    const enrolled = await loadEnrolled(ctx, tx, autoPay);
    const [lastRun] = await listRuns(ctx, tx, [autoPay.id], 1);
    const { id, payerId, status, endReason, currency, nextRunOn, createdAt, startedOn } = autoPay;
    const { methodId, accountId, name, arMessage, frequency, startDate, days, capCents, paysOthers } = autoPay;
    const isUsable = method.status === "active" && !isExpiredMonth(method.expiresMonth, now, timeZone);
    views.push({
      ...{ id, payerId, payerName, status, endReason, currency, nextRunOn, createdAt, accountName },
      ...{ methodId, accountId, name, arMessage, frequency, startDate, days, capCents, paysOthers },
      method: { brand: method.brand, last4: method.last4, isUsable },
      endsOn: hasYear(enrolled.map(({ level }) => level)) ? yearEndOf(startedOn) : null,
      enrolled: enrolled.length,
      lastRun: lastRun ?? null,
    });
  }
  return views;
}

async function listRuns(ctx: Ctx, tx: Tx, autoPayIds: readonly string[], most: number): Promise<AutoPayRun[]> {
  const { runOn, status, reason, amountCents, nextTryAt, paymentId } = autoPayRuns;
  return tx
    .select({
      ...{ runOn, status, reason, amountCents, nextTryAt, paymentId },
      ...{ paymentNumber: payments.number, paymentStatus: payments.status },
    })
    .from(autoPayRuns)
    .leftJoin(payments, and(eq(payments.firmId, autoPayRuns.firmId), eq(payments.id, autoPayRuns.paymentId)))
    .where(and(eq(autoPayRuns.firmId, ctx.firmId), inArray(autoPayRuns.autoPayId, [...autoPayIds])))
    .orderBy(desc(autoPayRuns.runOn))
    .limit(most);
}

async function listEvents(
  ctx: Ctx,
  tx: Tx,
  autoPayId: string,
  names: ReadonlyMap<string, string>,
): Promise<AutoPayEvent[]> {
  const rows = await tx
    .select()
    .from(autoPayEvents)
    .where(and(eq(autoPayEvents.firmId, ctx.firmId), eq(autoPayEvents.autoPayId, autoPayId)))
    .orderBy(desc(autoPayEvents.id))
    .limit(MOST_EVENTS);
  return rows.map(({ at, kind, runOn, actor, detail }) => ({
    at,
    kind,
    runOn,
    actorName: names.get(actor) ?? "",
    detail,
  }));
}

async function listNames(ctx: Ctx, tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.select({ id: users.id, name: users.name }).from(users).where(eq(users.firmId, ctx.firmId));
  return new Map(rows.map(({ id, name }) => [`user:${id}`, name]));
}
