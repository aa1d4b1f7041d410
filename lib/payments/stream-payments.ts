import { and, sql } from "drizzle-orm";
import { listedPayments } from "@/db/schema/payments";
import type { PickedRows } from "@/lib/lists/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { handOver } from "@/lib/platform/hand-over";
import { pickedCondition } from "@/lib/platform/list-order";
import { inFirm } from "@/lib/platform/tx";
import { paymentCondition } from "./internal/filter";
import { readScope } from "./internal/list-scope";
import { type RawRow, ROW_COLUMNS, readRow } from "./internal/read-rows";
import { orderOf } from "./internal/sort";
import type { PaymentRow } from "./model";
import type { PaymentFilter } from "./schemas";

/** Small enough that a million rows need no more memory than a few thousand; larger ones are no faster (measured: bench exports). */
const BATCH = 200;

/**
 * All rows of a filter in its order, or those of them that were picked, whatever its `limit` and `cursor`, in batches. One cursor in the database: every row is as it was
 * at one moment, and neither side holds more than two batches. Holds a connection until the last batch is taken or the caller stops.
 * @throws AppError forbidden, invalid_input (amount_unreadable)
 */
export async function* streamPayments(
  ctx: Ctx,
  filter: PaymentFilter,
  picked: PickedRows | null = null,
): AsyncGenerator<PaymentRow[]> {
  requirePermission(ctx, "payments.view");
  yield* handOver<PaymentRow[]>((give) =>
    inFirm(ctx, async (tx) => {
      // Whoever takes the rows may be slow, and the first batch may wait for a million rows to be put in order.
      await tx.execute(sql`set local idle_in_transaction_session_timeout = '10min'`);
      await tx.execute(sql`set local statement_timeout = '5min'`);
      const scope = await readScope(ctx, tx);
      const order = orderOf({ sort: filter.sort, cursor: null });
      await tx.execute(sql`declare all_payments no scroll cursor for
        select ${ROW_COLUMNS} from ${listedPayments} where ${and(paymentCondition(filter, scope), pickedCondition(sql`${listedPayments.id}`, picked))} order by ${order.by}`);
      for (;;) {
        const { rows } = await tx.execute<RawRow>(sql.raw(`fetch ${BATCH} from all_payments`));
        if (rows.length > 0 && !(await give(rows.map((raw) => readRow(raw, scope).row)))) return;
        if (rows.length < BATCH) return;
      }
    }),
  );
}
