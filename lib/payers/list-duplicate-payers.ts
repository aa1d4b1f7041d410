import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import { payers } from "@/db/schema/payers";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { LikelyDuplicates, PayerRow } from "./model";

const MOST_GROUPS = 50;
const MOST_IN_GROUP = 10;

/** A name without case, marks, spaces and the words that tell a company's form. */
const PLAIN_NAME = sql`regexp_replace(regexp_replace(lower(name), '\\m(llc|llp|lp|inc|ltd|corp|co|gmbh|ltée|sa)\\M', '', 'g'), '[^[:alnum:]]', '', 'g')`;

type Group = { value: string; ids: string[] };

/** Payers who may be kept twice, those of one address first. At most 50 groups. @throws AppError forbidden */
export async function listDuplicatePayers(ctx: Ctx): Promise<LikelyDuplicates[]> {
  requirePermission(ctx, "payers.manage");
  return inFirm(ctx, async (tx) => {
    const byEmail = await group(
      tx,
      sql`select distinct id, lower(unnest(emails)) as value, name from payers where ${standing(ctx)}`,
    );
    const byName = await group(tx, sql`select id, ${PLAIN_NAME} as value, name from payers where ${standing(ctx)}`);
    const seen = new Set(byEmail.map(keyOf));
    const found = [
      ...byEmail.map((each) => ({ ...each, reason: "email" as const })),
      ...byName.filter((each) => !seen.has(keyOf(each))).map((each) => ({ ...each, reason: "name" as const })),
    ].slice(0, MOST_GROUPS);
    const rows = await loadRows(ctx, tx, [...new Set(found.flatMap(({ ids }) => ids))]);
    return found.map(({ reason, value, ids }) => {
      const members = ids.flatMap((id) => rows.get(id) ?? []);
      return { reason, value: reason === "email" ? value : (members[0]?.name ?? value), payers: members };
    });
  });
}

function standing(ctx: Ctx): SQL {
  return sql`firm_id = ${ctx.firmId} and archived_at is null`;
}

async function group(tx: Tx, of: SQL): Promise<Group[]> {
  const { rows } = await tx.execute<Group>(
    sql`select value, (array_agg(id order by id))[1:${sql.raw(String(MOST_IN_GROUP))}] as ids from (${of}) p
        where value <> '' group by value having count(*) > 1 order by min(lower(name)), value limit ${MOST_GROUPS}`,
  );
  return rows;
}

function keyOf({ ids }: Group): string {
  return ids.join();
}

async function loadRows(ctx: Ctx, tx: Tx, ids: string[]): Promise<Map<string, PayerRow>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(payers)
    .where(and(eq(payers.firmId, ctx.firmId), inArray(payers.id, ids)));
  return new Map(
    rows.map(({ id, kind, name, emails, phone, clientRefs, createdAt }) => [
      id,
      { id, kind, name, emails, phone, clientRefs, createdAt, lastPaidAt: null },
    ]),
  );
}
