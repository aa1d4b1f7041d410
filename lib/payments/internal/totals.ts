import { and, type SQL, sql } from "drizzle-orm";
import { listedPayments as p } from "@/db/schema/payments";
import { sumCents } from "@/lib/money/cents";
import type { Tx } from "@/lib/platform/tx";
import type { AccountKind, PaymentTotals } from "../model";
import type { PaymentFilter } from "../schemas";
import { conditionsOf, daysOf } from "./filter";
import type { ListScope } from "./list-scope";

/** Sums of the rows that have one key and lie on one account. */
export type PartialSum = {
  key: string;
  accountId: string;
  count: number;
  /** Of money that was taken, less what was given back. */
  netCents: number;
  refundedCents: number;
};

type RawSum = { key: string; accountId: string; count: string; netCents: string; refundedCents: string };

/** Money that was taken, though some may have gone back. */
const TAKEN = sql`status in ('approved', 'settled', 'pending', 'partially_refunded', 'refunded')`;

/** Filters that days are kept by; any other is asked of the payments themselves. */
const DAY_FILTERS = ["status", "source", "methodKind", "account", "accountKind", "from", "to", "period"] as const;
/** These say how rows are shown, not which. */
const NO_FILTERS = ["sort", "group", "cursor", "limit", "match", "on"] as const;

/** Whether the sums by day answer this filter: those that it has are all ones that days are kept by, and all must hold. */
export function isAnsweredByDays(filter: PaymentFilter): boolean {
  if (filter.on !== "created" || filter.match === "any") return false;
  const known: readonly string[] = [...DAY_FILTERS, ...NO_FILTERS];
  return Object.entries(filter).every(([name, value]) => known.includes(name) || isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  return value == null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

/** Sums from the days. `key` is over the columns of `payment_days`. */
export async function sumDays(tx: Tx, filter: PaymentFilter, scope: ListScope, key: SQL): Promise<PartialSum[]> {
  const { from, to } = daysOf(filter, scope.today);
  const visible = scope.visibleIds;
  const words = conditionsOf({ ...filter, from: "", to: "", period: "" }, scope);
  const { rows } = await tx.execute<RawSum>(sql`
    select ${key} as key, account_id as "accountId", sum(payments) as count,
      coalesce(sum(amount_cents - refunded_cents) filter (where ${TAKEN}), 0) as "netCents",
      coalesce(sum(refunded_cents) filter (where ${TAKEN}), 0) as "refundedCents"
    from payment_days listed_payments
    where ${and(
      sql`firm_id = ${scope.firmId}`,
      visible === null ? undefined : sql`account_id = any(${sql.param([...visible])})`,
      from === "" ? undefined : sql`day >= ${from}::date`,
      to === "" ? undefined : sql`day <= ${to}::date`,
      ...words,
    )}
    group by 1, 2 having sum(payments) <> 0`);
  return rows.map(numbersOf);
}

type Asked = {
  condition: SQL | undefined;
  /** Over the columns of `listed_payments`. */
  key: SQL;
  /** Of at most so many; null: all. */
  most: number | null;
  /** Newest first until there are so many, instead of what the database would choose: see `isCommon`. */
  isWalk: boolean;
};

/** Sums from the payments. */
export async function sumPaymentsOf(tx: Tx, { condition, key, most, isWalk }: Asked): Promise<PartialSum[]> {
  const source = isWalk
    ? sql`(select * from ${p} order by ${p.createdAt} desc, ${p.id} desc offset 0) ${p}`
    : sql`${p}`;
  const { rows } = await tx.execute<RawSum>(sql`
    select key, account_id as "accountId", count(*) as count,
      coalesce(sum(amount_cents - refunded_cents) filter (where ${TAKEN}), 0) as "netCents",
      coalesce(sum(refunded_cents) filter (where ${TAKEN}), 0) as "refundedCents"
    from (
      select ${key} as key, account_id, status, amount_cents, refunded_cents from ${source} where ${condition}
      ${most === null ? sql`` : sql`limit ${most}`}) counted
    group by 1, 2`);
  return rows.map(numbersOf);
}

/** Sums of all keys in one. `most`: how many rows are told at most; null: all. */
export function totalsOf(sums: readonly PartialSum[], { accounts }: ListScope, most: number | null): PaymentTotals {
  const netOf = (kind: AccountKind) =>
    sumCents(sums.filter(({ accountId }) => accounts.get(accountId)?.kind === kind).map(({ netCents }) => netCents));
  const count = sums.reduce((sum, part) => sum + part.count, 0);
  return {
    count: most === null ? count : Math.min(count, most),
    operatingCents: netOf("operating"),
    trustCents: netOf("trust"),
    isWhole: most === null || count <= most,
  };
}

function numbersOf({ key, accountId, count, netCents, refundedCents }: RawSum): PartialSum {
  return {
    key,
    accountId,
    count: Number(count),
    netCents: Number(netCents),
    refundedCents: Number(refundedCents),
  };
}
