import { sql } from "drizzle-orm";
import { firmCounters } from "@/db/schema/firms";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

const LETTERS = { payment: "P", receipt: "R", link: "L" } as const;

/**
 * The next running number of a kind: "P-2026-000123". Locks the counter until the transaction ends, so callers take it as late
 * as they can.
 */
export async function nextNumber(ctx: Ctx, tx: Tx, kind: keyof typeof LETTERS): Promise<string> {
  const year = ctx.clock.now().getUTCFullYear();
  const rows = await tx
    .insert(firmCounters)
    .values({ firmId: ctx.firmId, kind, year, value: 1 })
    .onConflictDoUpdate({
      target: [firmCounters.firmId, firmCounters.kind, firmCounters.year],
      set: { value: sql`${firmCounters.value} + 1` },
    })
    .returning({ value: firmCounters.value });
  const row = rows[0];
  invariant(row, "the counter gives a value");
  return `${LETTERS[kind]}-${year}-${String(row.value).padStart(6, "0")}`;
}
