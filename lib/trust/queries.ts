import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { TrustMatterKey, TrustStanding } from "./model";

type Row = {
  total_cents: string;
  cleared_cents: string;
  on_hold_cents: string;
  in_transit_cents: string;
  under_way_cents: string;
};

/** Where a matter stands now, with its refunds that are sent but not answered. */
export async function readStanding(
  ctx: Ctx,
  tx: Tx,
  { accountId, clientRef, matterRef }: TrustMatterKey,
): Promise<TrustStanding & { underWayCents: number }> {
  const now = ctx.clock.now().toISOString();
  const { rows } = await tx.execute<Row>(
    sql`select * from trust_standing(${ctx.firmId}, ${accountId}, ${clientRef}, ${matterRef}, ${now}::timestamptz)`,
  );
  const row = rows[0];
  invariant(row, "a matter stands somewhere");
  return { ...standingOfRow(row), underWayCents: Number(row.under_way_cents) };
}

/** A row of `trust_standing` as the pure rules see it. */
export function standingOfRow(row: Omit<Row, "under_way_cents">): TrustStanding {
  return {
    totalCents: Number(row.total_cents),
    clearedCents: Number(row.cleared_cents),
    onHoldCents: Number(row.on_hold_cents),
    inTransitCents: Number(row.in_transit_cents),
  };
}
