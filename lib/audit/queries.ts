import { and, asc, count, eq, type SQL, sql } from "drizzle-orm";
import { auditLog as a, auditChecks } from "@/db/schema/effects";
import { apiKeys, users } from "@/db/schema/staff";
import type { PickedRows } from "@/lib/lists/model";
import { partsOfSort } from "@/lib/lists/rules";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import type { TwoWayPage } from "@/lib/platform/keyset";
import {
  instantKey,
  type ListOrder,
  makeOrder,
  pickedCondition,
  readPageOf,
  type SortKey,
} from "@/lib/platform/list-order";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { AUDIT_SORTS } from "./columns";
import { listDistinct, matching } from "./internal/conditions";
import type { AuditFault, AuditPerson, AuditRow, AuditStanding } from "./model";
import { AuditFilter } from "./schemas";

/** What the log is asked for: everything, newest first, unless it says otherwise. */
export type AuditAsked = Partial<AuditFilter> & { picked?: PickedRows | null };

/** More rows than this are told as "more than". */
const COUNTED_ROWS = 10_000;

type StoredRow = typeof a.$inferSelect;

/** Rows of the log by keyset. @throws AppError forbidden, invalid_input (cursor_invalid, cursor_of_other_sort) */
export async function listAudit(ctx: Ctx, asked: AuditAsked): Promise<TwoWayPage<AuditRow>> {
  requirePermission(ctx, "settings.manage");
  const filter = AuditFilter.parse(asked);
  return inFirm(ctx, async (tx) => {
    const where = await matching(ctx, tx, filter);
    const names = await loadNames(ctx, tx);
    const read = (order: ListOrder<StoredRow>) =>
      tx
        .select()
        .from(a)
        .where(and(where, pickedCondition(sql`${a.seq}::text`, asked.picked), order.after))
        .orderBy(order.by)
        .limit(filter.limit + 1);
    return readPageOf(orderOf(filter), filter.limit, read, (row) => rowOf(row, names));
  });
}

/** How many rows the filter finds; `isWhole` is false when there are more than were counted. @throws AppError forbidden */
export async function countAudit(ctx: Ctx, asked: AuditAsked): Promise<{ count: number; isWhole: boolean }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const where: SQL | undefined = await matching(ctx, tx, AuditFilter.parse(asked));
    const some = tx
      .select({ seq: a.seq })
      .from(a)
      .where(where)
      .limit(COUNTED_ROWS + 1)
      .as("some");
    const [row] = await tx.select({ count: count() }).from(some);
    const found = row?.count ?? 0;
    return { count: Math.min(found, COUNTED_ROWS), isWhole: found <= COUNTED_ROWS };
  });
}

/** What the list can be asked for: everybody of the firm, its API keys, and the actions that ever happened. @throws AppError forbidden */
export async function listAuditChoices(ctx: Ctx): Promise<{ people: AuditPerson[]; actions: string[] }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const names = await loadNames(ctx, tx);
    const people = [...names].map(([actor, name]) => ({ actor, name }));
    return { people, actions: await listDistinct(ctx, tx, "action") };
  });
}

/** What is known of the chain: the last check, and whether the row that it ended with still stands. @throws AppError forbidden */
export async function getAuditStanding(ctx: Ctx): Promise<AuditStanding> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const [newest] = await tx
      .select({ seq: sql<string>`coalesce(max(${a.seq}), 0)` })
      .from(a)
      .where(eq(a.firmId, ctx.firmId));
    const [check] = await tx.select().from(auditChecks).where(eq(auditChecks.firmId, ctx.firmId));
    const newestSeq = Number(newest?.seq ?? 0);
    if (!check) return { newestSeq, check: null };
    const [head] = await tx
      .select({ hash: a.hash })
      .from(a)
      .where(and(eq(a.firmId, ctx.firmId), eq(a.seq, check.rows)));
    const { checkedAt: at, rows, brokenSeq, fault } = check;
    const broken = brokenSeq === null ? null : { seq: brokenSeq, fault: fault as AuditFault };
    return { newestSeq, check: { at, rows, broken, isOvertaken: rows > 0 && head?.hash !== check.headHash } };
  });
}

const SEQ: SortKey<StoredRow> = {
  of: sql`${a.seq}`,
  textOf: (row) => String(row.seq),
  read: (text) => (/^\d{1,15}$/.test(text) ? sql`${text}::bigint` : null),
};

function orderOf({ sort, cursor }: AuditFilter): ListOrder<StoredRow> {
  const { direction } = partsOfSort(sort, AUDIT_SORTS);
  return makeOrder<StoredRow>({
    sort,
    isDescending: direction === "desc",
    keys: [instantKey(sql`${a.at}`, (row) => row.at), SEQ],
    // The number tells rows of one instant apart already; the list wants an id, which here is the same for all.
    id: { of: sql`${a.firmId}`, textOf: (row) => row.firmId },
    cursor,
  });
}

async function loadNames(ctx: Ctx, tx: Tx): Promise<Map<string, string>> {
  const people = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(eq(users.firmId, ctx.firmId))
    .orderBy(asc(users.name));
  const keys = await tx
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(eq(apiKeys.firmId, ctx.firmId))
    .orderBy(asc(apiKeys.name));
  return new Map([
    ...people.map(({ id, name }) => [`user:${id}`, name] as const),
    ...keys.map(({ id, name }) => [`api_key:${id}`, name] as const),
  ]);
}

function rowOf(row: StoredRow, names: ReadonlyMap<string, string>): AuditRow {
  const { firmId: _firm, prevHash: _before, ...rest } = row;
  return { ...rest, actorName: names.get(row.actor) ?? "" };
}
