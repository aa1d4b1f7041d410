import type { Locale } from "@/lib/i18n/model";
import { queryOf } from "@/lib/lists/rules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { Order } from "./internal/plan";
import { queueExport } from "./internal/queue-export";
import { exportFileName } from "./rules";

/** `asOf`: the moment at which "today" is meant. */
export type ExportOrder = Omit<Order, "picked"> & { userId: string; locale: Locale; asOf: Date; timeZone: string };

/** Orders a file for a user in the transaction of its cause; for verbs that have asked for the permission. */
export async function orderExport(ctx: Ctx, tx: Tx, order: ExportOrder): Promise<string> {
  const { listId, format, query, columns, userId, locale, asOf, timeZone } = order;
  const fileName = exportFileName(listId, asOf, timeZone, format);
  return queueExport(ctx, tx, {
    ...{ listId, format, columns, userId, locale, fileName, picked: null },
    query: queryOf(query),
    rowsTotal: null,
    requestedAt: asOf,
  });
}
