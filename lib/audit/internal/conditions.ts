import { and, eq, inArray, like, type SQL, sql } from "drizzle-orm";
import { auditLog as a } from "@/db/schema/effects";
import { payLinks } from "@/db/schema/pay-links";
import { payments } from "@/db/schema/payments";
import { users } from "@/db/schema/staff";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { AuditFilter } from "../schemas";

/** The rows that a filter finds, in words of the indexes on the log. */
export async function matching(ctx: Ctx, tx: Tx, filter: AuditFilter): Promise<SQL | undefined> {
  return and(
    eq(a.firmId, ctx.firmId),
    byCondition(filter),
    await actionCondition(ctx, tx, filter),
    await dayCondition(ctx, tx, filter),
    await objectCondition(ctx, tx, filter),
  );
}

function byCondition({ by }: AuditFilter): SQL | undefined {
  if (by === "") return undefined;
  return by === "system" || by === "payer" ? like(a.actor, `${by}:%`) : eq(a.actor, by);
}

async function actionCondition(ctx: Ctx, tx: Tx, { action }: AuditFilter): Promise<SQL | undefined> {
  if (action === "") return undefined;
  if (!action.endsWith(".")) return eq(a.action, action);
  const known = await listDistinct(ctx, tx, "action");
  return inArray(a.action, ["", ...known.filter((one) => one.startsWith(action))]);
}

async function dayCondition(ctx: Ctx, tx: Tx, { from, to }: AuditFilter): Promise<SQL | undefined> {
  if (from === "" && to === "") return undefined;
  const { timeZone } = await getFirm(ctx, tx);
  const start = (day: SQL) => sql`(${day})::timestamp at time zone ${timeZone}`;
  return and(
    from === "" ? undefined : sql`${a.at} >= ${start(sql`${from}::date`)}`,
    to === "" ? undefined : sql`${a.at} < ${start(sql`${to}::date + 1`)}`,
  );
}

/** The index holds the type before the id, so the few types that there are are named too. */
async function objectCondition(ctx: Ctx, tx: Tx, { q }: AuditFilter): Promise<SQL | undefined> {
  if (q === "") return undefined;
  const types = await listDistinct(ctx, tx, "object_type");
  const ids = [q, ...(await findIds(ctx, tx, q))];
  return and(inArray(a.objectType, ["", ...types]), inArray(a.objectId, ids));
}

/** One after the other: a transaction has one connection. */
async function findIds(ctx: Ctx, tx: Tx, q: string): Promise<string[]> {
  const ofNumber = async (table: typeof payments | typeof payLinks) =>
    tx
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.firmId, ctx.firmId), eq(table.number, q)));
  const byAddress = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.firmId, ctx.firmId), eq(users.email, q.toLowerCase())));
  return [...(await ofNumber(payments)), ...(await ofNumber(payLinks)), ...byAddress].map(({ id }) => id);
}

/** The different values of a column that begins an index: one step in the index for each, however many rows there are. */
export async function listDistinct(ctx: Ctx, tx: Tx, column: "action" | "object_type"): Promise<string[]> {
  const name = sql.identifier(column);
  const next = (than: SQL) =>
    sql`(select ${name} from audit_log where firm_id = ${ctx.firmId} and ${name} > ${than} order by firm_id, ${name} limit 1)`;
  const found = await tx.execute<{ value: string }>(sql`
    with recursive known (value) as (
      select * from ${next(sql`''`)} first
      union all
      select (select next.* from ${next(sql`known.value`)} next) from known where known.value is not null
    ) select value from known where value is not null`);
  return found.rows.map(({ value }) => value);
}
