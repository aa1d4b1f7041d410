import { and, eq, type SQL, sql } from "drizzle-orm";
import { listedPayments as p } from "@/db/schema/payments";
import type { ListOrder } from "@/lib/platform/list-order";
import type { Tx } from "@/lib/platform/tx";
import type { PaymentFilter } from "../schemas";
import { beginOfPeriod, conditionParts, hasText, paymentCondition } from "./filter";
import type { ListScope } from "./list-scope";
import { type RawRow, type ReadRow, ROW_COLUMNS, readRow } from "./read-rows";

/** Rows of the list's own order that are looked at before a text is looked up. */
const FIRST_LOOK = 250;
const LONGEST_LOOK = 20_000;
/** Fewer hits than this in the first look, and the text counts as rare. */
const FEW = 2;

/**
 * The rows of one page and one more. Beneath row-level security the database has no statistics of texts and takes each for rare: it
 * would gather a million hits to show the first fifty. So the rows that come next in the order, and that all other conditions hold for,
 * are looked at first; a text that stands on many of them is found there, and one that is rare is looked up by its index.
 */
export async function readPage(
  tx: Tx,
  filter: PaymentFilter,
  order: ListOrder<ReadRow>,
  scope: ListScope,
): Promise<ReadRow[]> {
  const { plain, text } = conditionParts(filter, scope);
  const most = filter.limit + 1;
  const read = async (question: SQL) => {
    const { rows } = await tx.execute<RawRow>(question);
    return rows.map((raw) => readRow(raw, scope));
  };
  const next = and(plain, startOf(filter, order, scope));
  const look = (rows: number) =>
    read(
      sql`select ${ROW_COLUMNS} from (select * from ${p} where ${next} order by ${order.by} limit ${rows}) ${p}
        where ${text} order by ${order.by} limit ${most}`,
    );
  const hits = hasText(filter) ? await countHits(tx, text, next, order.by) : 0;
  if (hits >= FEW) {
    // Three times as far as it should be, since hits do not lie evenly.
    const found = await look(Math.min(LONGEST_LOOK, Math.ceil((FIRST_LOOK / hits) * most * 3)));
    if (found.length === most) return found;
  }
  return read(pageQuestion(filter, order, scope));
}

/** One page and one row more, asked at once. Its plans are tested (read-page.db.test.ts). */
export function pageQuestion(filter: PaymentFilter, order: ListOrder<ReadRow>, scope: ListScope): SQL {
  return sql`select ${ROW_COLUMNS} from ${p} where ${and(paymentCondition(filter, scope), startOf(filter, order, scope))}
    order by ${order.by} limit ${filter.limit + 1}`;
}

function startOf(filter: PaymentFilter, order: ListOrder<ReadRow>, scope: ListScope): SQL | undefined {
  return order.hasCursor ? order.after : beginOfPeriod(filter, scope);
}

/** Whether a condition holds for many of the newest payments, so that counting newest first soon comes to its end. */
export async function isCommon(tx: Tx, condition: SQL | undefined, scope: ListScope): Promise<boolean> {
  const newest = sql`${p.createdAt} desc, ${p.id} desc`;
  return (await countHits(tx, condition, eq(p.firmId, scope.firmId), newest)) > FIRST_LOOK / 8;
}

async function countHits(tx: Tx, condition: SQL | undefined, next: SQL | undefined, by: SQL): Promise<number> {
  const { rows } = await tx.execute<{ hits: number }>(sql`
    select count(*)::int as hits from (select * from ${p} where ${next} order by ${by} limit ${FIRST_LOOK}) ${p} where ${condition}`);
  return rows[0]?.hits ?? 0;
}
