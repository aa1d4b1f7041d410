import { and, eq, sql } from "drizzle-orm";
import { linkUploadRows } from "@/db/schema/link-uploads";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { UploadTotals } from "../model";
import { rowsOf } from "./load";

/** Sums of the rows that are not taken away. */
export async function countRows(ctx: Ctx, tx: Tx, uploadId: string): Promise<UploadTotals> {
  const { isBad, sameAs, problems, fault, amountCents } = linkUploadRows;
  const rows = await tx
    .select({
      rows: sql<number>`count(*)::int`,
      bad: sql<number>`(count(*) filter (where ${isBad}))::int`,
      problems: sql<number>`coalesce(sum(jsonb_array_length(${problems}) + case when ${fault} = '' then 0 else 1 end) filter (where ${isBad}), 0)::int`,
      twice: sql<number>`count(${sameAs})::int`,
      totalCents: sql<string>`coalesce(sum(${amountCents}), 0)`,
    })
    .from(linkUploadRows)
    .where(and(rowsOf(ctx, uploadId), eq(linkUploadRows.isRemoved, false)));
  const [found] = rows;
  return found
    ? { ...found, totalCents: Number(found.totalCents) }
    : { rows: 0, bad: 0, problems: 0, twice: 0, totalCents: 0 };
}
