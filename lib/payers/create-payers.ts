import { sql } from "drizzle-orm";
import { payers } from "@/db/schema/payers";
import { actorName, type Ctx } from "@/lib/platform/context";
import { insertAllRows } from "@/lib/platform/insert-all-rows";
import type { Tx } from "@/lib/platform/tx";
import { columnsOf } from "./internal/load";
import type { PayerFacts } from "./model";
import { completeName } from "./rules";

/** Makes many payers in one statement; those whose request key is taken are there already. @returns how many are new */
export async function createPayers(
  ctx: Ctx,
  tx: Tx,
  wishes: readonly { facts: PayerFacts; requestKey: string }[],
): Promise<number> {
  if (wishes.length === 0) return 0;
  const rows = wishes.map(({ facts, requestKey }) => ({
    ...columnsOf({ ...facts, name: completeName(facts) }),
    firmId: ctx.firmId,
    id: ctx.ids.next("pyr"),
    requestKey,
    createdBy: actorName(ctx.actor),
    createdAt: ctx.clock.now(),
  }));
  const insert = insertAllRows(payers, rows);
  const done = await tx.execute(sql`${insert} on conflict (firm_id, request_key) do nothing`);
  return done.rowCount ?? 0;
}
