import { type SQL, sql } from "drizzle-orm";
import { firmCounters } from "@/db/schema/firms";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

const LETTERS = { payment: "P", receipt: "R", link: "L", posting: "D", schedule: "S", batch: "B" } as const;

/**
 * The next running number of a kind: "P-2026-000123". Locks the counter until the transaction ends, so callers take it as late
 * as they can.
 */
export async function nextNumber(ctx: Ctx, tx: Tx, kind: keyof typeof LETTERS): Promise<string> {
  const [number] = await nextNumbers(ctx, tx, kind, 1);
  invariant(number, "the counter gives a value");
  return number;
}

/** The same as a value of the row that is being inserted, without a question of its own. */
export function numberInPlace(ctx: Ctx, kind: keyof typeof LETTERS): SQL<string> {
  return sql<string>`next_number(${kind}, ${LETTERS[kind]}, ${ctx.clock.now().getUTCFullYear()})`;
}

/**
 * The next value of a counter of the firm's own, for numbers that the firm writes itself; `year` 0: it never begins anew. The lock makes
 * the numbers follow each other without a gap, since a transaction that fails gives its value back.
 */
export async function nextValue(ctx: Ctx, tx: Tx, kind: "invoice", year: number): Promise<number> {
  return takeValues(ctx, tx, { kind, year, count: 1 });
}

/** So many of them at once, in order, without a gap between. */
export async function nextNumbers(ctx: Ctx, tx: Tx, kind: keyof typeof LETTERS, count: number): Promise<string[]> {
  const year = ctx.clock.now().getUTCFullYear();
  const last = await takeValues(ctx, tx, { kind, year, count });
  return Array.from({ length: count }, (_, index) => {
    const value = last - count + 1 + index;
    return `${LETTERS[kind]}-${year}-${String(value).padStart(6, "0")}`;
  });
}

/** Moves a counter on and gives its last value. */
async function takeValues(
  ctx: Ctx,
  tx: Tx,
  { kind, year, count }: { kind: string; year: number; count: number },
): Promise<number> {
  const rows = await tx
    .insert(firmCounters)
    .values({ firmId: ctx.firmId, kind, year, value: count })
    .onConflictDoUpdate({
      target: [firmCounters.firmId, firmCounters.kind, firmCounters.year],
      set: { value: sql`${firmCounters.value} + ${count}` },
    })
    .returning({ value: firmCounters.value });
  const last = rows[0]?.value ?? 0;
  invariant(last >= count, "the counter gives a value");
  return last;
}
