import { and, eq, inArray, sql } from "drizzle-orm";
import { exports } from "@/db/schema/exports";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Locale } from "@/lib/i18n/model";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { KEPT_DAYS } from "../model";
import type { Order } from "./plan";

export const DAY_MS = 86_400_000;
const MAX_TRIES = 5;

export type QueuedOrder = Order & {
  fileName: string;
  userId: string;
  locale: Locale;
  rowsTotal: number | null;
  /** At which "today" is meant. */
  requestedAt: Date;
};

/** Orders a file in the transaction of its cause. */
export async function queueExport(ctx: Ctx, tx: Tx, order: QueuedOrder): Promise<string> {
  const { listId, format, query, columns, picked, fileName, userId, locale, rowsTotal, requestedAt } = order;
  const id = ctx.ids.next("exp");
  await tx.insert(exports).values({
    firmId: ctx.firmId,
    id,
    listId,
    query,
    columns,
    picked,
    format,
    status: "queued",
    fileName,
    rowsTotal,
    requestedBy: userId,
    locale,
    requestedAt,
    expiresAt: new Date(ctx.clock.now().getTime() + KEPT_DAYS * DAY_MS),
  });
  await auditExport(ctx, tx, id, order, { userId, rows: rowsTotal });
  await enqueueExportJob(ctx, tx, id);
  return id;
}

export async function enqueueExportJob(ctx: Ctx, tx: Tx, exportId: string): Promise<void> {
  const payload = { firmId: ctx.firmId, exportId };
  await enqueueJob(tx, "write-export", payload, { key: `export:${exportId}`, maxTries: MAX_TRIES });
}

/** Who gets the file, which is not always who acts; rows as far as they are counted. */
type Seen = { userId: string; rows: number | null };

/** Whose eyes saw which rows: kept for every export, also one that was answered at once. */
export async function auditExport(ctx: Ctx, tx: Tx, id: string, order: Order, seen: Seen): Promise<void> {
  const { listId, format, query, columns, picked } = order;
  const detail = { listId, format, query, columns, ...(picked && { picked }), ...seen };
  await appendAudit(ctx, tx, { action: "export.create", objectType: "export", objectId: id, detail });
}

/** The same file is not written twice beside itself for one user: a second press finds the first. */
export async function findSameExport(ctx: Ctx, tx: Tx, order: QueuedOrder): Promise<string | null> {
  const rows = await tx
    .select({ id: exports.id })
    .from(exports)
    .where(
      and(
        eq(exports.firmId, ctx.firmId),
        eq(exports.requestedBy, order.userId),
        inArray(exports.status, ["queued", "running"]),
        eq(exports.listId, order.listId),
        eq(exports.format, order.format),
        eq(exports.query, order.query),
        sql`${exports.columns} = ${JSON.stringify(order.columns)}::jsonb`,
        sql`${exports.picked} is not distinct from ${order.picked && JSON.stringify(order.picked)}::jsonb`,
      ),
    )
    .limit(1);
  return rows[0]?.id ?? null;
}
