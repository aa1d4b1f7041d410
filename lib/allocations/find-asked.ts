import { and, eq, gt, like, sql } from "drizzle-orm";
import { allocationLines } from "@/db/schema/allocations";
import { payLinks } from "@/db/schema/pay-links";
import type { ItemRef } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { obligationOfLink } from "@/lib/pay-links/rules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

const OF_LINK = obligationOfLink("");

/**
 * What outstanding links ask for on items, by `idOfItem`; items without any are left out. It lowers no balance, because nobody has paid yet.
 * For verbs, which have asked for the permission.
 */
export async function findAsked(
  ctx: Ctx,
  tx: Tx,
  connectionId: string,
  refs: readonly ItemRef[],
): Promise<Map<string, number>> {
  if (refs.length === 0) return new Map();
  const line = allocationLines;
  const rows = await tx
    .select({
      kind: line.kind,
      key: line.itemKey,
      cents: sql<number>`sum(${line.amountCents})::bigint`.mapWith(Number),
    })
    .from(line)
    // This way round, so that a link is found by its own index.
    .innerJoin(
      payLinks,
      and(eq(payLinks.firmId, line.firmId), eq(payLinks.id, sql`substr(${line.obligation}, ${OF_LINK.length + 1})`)),
    )
    .where(
      and(
        eq(line.firmId, ctx.firmId),
        eq(line.connectionId, connectionId),
        sql`${line.itemKey} = any(${sql.param(refs.map(({ key }) => key))})`,
        like(line.obligation, `${OF_LINK}%`),
        eq(payLinks.status, "open"),
        gt(payLinks.expiresAt, ctx.clock.now()),
      ),
    )
    .groupBy(line.kind, line.itemKey);
  return new Map(rows.map(({ kind, key, cents }) => [idOfItem({ kind, key }), cents]));
}
