import { type SQL, sql } from "drizzle-orm";
import { sumCents } from "@/lib/money/cents";
import type { Tx } from "@/lib/platform/tx";
import type { PaymentGroup, PaymentGroupBy } from "../model";
import type { PaymentFilter } from "../schemas";
import type { ListScope } from "./list-scope";
import type { PartialSum } from "./totals";

type GroupKey = {
  /** Over the sums by day; null where they do not know it. */
  ofDays: SQL | null;
  ofPayments: (on: PaymentFilter["on"], timeZone: string) => SQL;
};

const INSTANTS = { created: sql`created_at`, approved: sql`approved_at`, settled: sql`settled_at` };

const written = (format: SQL) => (on: PaymentFilter["on"], timeZone: string) =>
  sql`coalesce(to_char(${INSTANTS[on]} at time zone ${timeZone}, ${format}), '')`;

const column = (name: SQL): GroupKey => ({ ofDays: name, ofPayments: () => name });

const DAY = sql.raw(`'YYYY-MM-DD'`);
const MONTH = sql.raw(`'YYYY-MM'`);

export const GROUP_KEYS: Record<PaymentGroupBy, GroupKey> = {
  day: { ofDays: sql`to_char(day, ${DAY})`, ofPayments: written(DAY) },
  month: { ofDays: sql`to_char(day, ${MONTH})`, ofPayments: written(MONTH) },
  source: column(sql`source`),
  method: column(sql`method_kind`),
  account: column(sql`account_id`),
  status: column(sql`status`),
  // Who came by themselves, and jobs, are nobody.
  user: {
    ofDays: null,
    ofPayments: () =>
      sql`case when split_part(created_by, ':', 1) in ('user', 'api_key') then split_part(created_by, ':', 2) else '' end`,
  },
};

/** One group for each key with the sums of its accounts, operating and trust apart. Days come newest first. */
export async function nameGroups(
  tx: Tx,
  by: PaymentGroupBy,
  sums: readonly PartialSum[],
  { accounts, firmId }: ListScope,
): Promise<PaymentGroup[]> {
  const names = by === "user" ? await readUserNames(tx, firmId) : new Map<string, string>();
  const byGroup = new Map<string, PartialSum[]>();
  for (const part of sums) byGroup.set(part.key, [...(byGroup.get(part.key) ?? []), part]);
  const groups = [...byGroup].map(([key, parts]): PaymentGroup => {
    const netOf = (kind: "operating" | "trust") =>
      sumCents(parts.filter(({ accountId }) => accounts.get(accountId)?.kind === kind).map((part) => part.netCents));
    return {
      key,
      name: by === "account" ? (accounts.get(key)?.name ?? "") : (names.get(key) ?? ""),
      count: parts.reduce((sum, part) => sum + part.count, 0),
      operatingCents: netOf("operating"),
      trustCents: netOf("trust"),
      refundedCents: sumCents(parts.map((part) => part.refundedCents)),
    };
  });
  const byKey = (a: PaymentGroup, b: PaymentGroup) => (a.key < b.key ? -1 : Number(a.key > b.key));
  const byName = (a: PaymentGroup, b: PaymentGroup) => a.name.localeCompare(b.name) || byKey(a, b);
  if (by === "day" || by === "month") return groups.sort((a, b) => byKey(b, a));
  return groups.sort(by === "account" || by === "user" ? byName : byKey);
}

async function readUserNames(tx: Tx, firmId: string): Promise<Map<string, string>> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from users where firm_id = ${firmId} union all select id, name from api_keys where firm_id = ${firmId}`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
