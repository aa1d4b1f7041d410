import { getFirm } from "@/lib/firms/queries";
import type { Locale } from "@/lib/i18n/model";
import { queryOf } from "@/lib/lists/rules";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { columnIdsOf, listQueryOf, type Order, planFile } from "./internal/plan";
import { auditExport, findSameExport, queueExport } from "./internal/queue-export";
import type { ListSource } from "./internal/source";
import { writeFile } from "./internal/write-file";
import { getListSource } from "./list-sources";
import { ANSWERED_ROWS, CONTENT_TYPES, type StartedExport } from "./model";
import { exportFileName } from "./rules";
import type { StartExportInput } from "./schemas";

/**
 * Writes a list, or the rows of it that somebody ticked, of up to 20,000 rows at once, whole before a byte of it leaves, so that no download ends half-way; a longer one is
 * ordered from a job. What was exported by whom is audited either way.
 * @throws AppError forbidden, invalid_input (list_unknown, query_invalid)
 */
export async function startExport(ctx: Ctx, input: StartExportInput, locale: Locale): Promise<StartedExport> {
  requirePermission(ctx, "payments.view");
  if (ctx.actor.kind !== "user") throw new AppError("forbidden", { reason: "needs_user" });
  const source = getListSource(input.list);
  requirePermission(ctx, source.permission);
  const { userId } = ctx.actor;
  const order: Order = {
    listId: input.list,
    format: input.format,
    query: queryOf(input.query),
    columns: columnIdsOf(input.columns),
    picked: input.picked,
  };
  const { timeZone } = await inFirm(ctx, (tx) => getFirm(ctx, tx));
  const requestedAt = ctx.clock.now();
  const fileName = exportFileName(input.list, requestedAt, timeZone, input.format);
  const rowsTotal = await countOrdered(ctx, source, order);
  if (rowsTotal === null || rowsTotal > ANSWERED_ROWS) {
    const queued = { ...order, fileName, userId, locale, rowsTotal, requestedAt };
    const exportId = await inFirm(
      ctx,
      async (tx) => (await findSameExport(ctx, tx, queued)) ?? (await queueExport(ctx, tx, queued)),
    );
    return { kind: "job", exportId };
  }
  const { plan, lines } = await planFile(ctx, source, order, { locale, timeZone });
  const content: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of writeFile(plan, lines)) content.push(part);
  await inFirm(ctx, (tx) => auditExport(ctx, tx, ctx.ids.next("exp"), order, { userId, rows: rowsTotal }));
  return { kind: "file", fileName, contentType: CONTENT_TYPES[input.format], content };
}

/** Null: more than are worth counting. What somebody ticked row by row is never many. */
async function countOrdered(ctx: Ctx, source: ListSource, { query, picked }: Order): Promise<number | null> {
  if (picked && !picked.isAll) return picked.ids.length;
  const matching = await source.countRows(ctx, listQueryOf(query));
  return matching === null || picked === null ? matching : Math.max(0, matching - picked.ids.length);
}
