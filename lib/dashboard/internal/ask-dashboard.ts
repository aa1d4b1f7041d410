import { type SQL, sql } from "drizzle-orm";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { DashboardKind } from "../model";
import { firstChartDay, firstDayShown, partDays, TAKEN_STATUSES } from "../rules";

/** What the database answers: [key, kind of account, count, cents], and for accounts their name in between. */
type Sums = [key: string, kind: "operating" | "trust", count: number, cents: number];

export type DashboardAnswer = {
  hasPayments: boolean;
  kinds: ("operating" | "trust")[] | null;
  days: Sums[] | null;
  parts: Sums[] | null;
  sources: Sums[] | null;
  methods: Sums[] | null;
  accounts: Sums[] | null;
  accountNames: Record<string, string> | null;
  outstanding: Sums[] | null;
  isInvoicingOn: boolean;
  invoiced: Sums[] | null;
  unknownCount: number;
  unknown: UnknownAnswer[] | null;
};

type UnknownAnswer = {
  id: string;
  number: string;
  payer_name: string;
  amount_cents: number;
  currency: string;
  kind: "operating" | "trust";
  created_at: string;
};

const UNKNOWN_SHOWN = 3;

type Question = { today: string; timeZone: string; kind: DashboardKind };

/**
 * All figures in one question. Days come from the sums that the database keeps: two years by day and kind of account from `taken_days`, 30
 * days by source and method from `payment_days`. Only what had come by this time on a day of last week, month and year is counted from payments.
 */
export async function askDashboard(ctx: Ctx, tx: Tx, question: Question): Promise<DashboardAnswer> {
  const { rows } = await tx.execute<{ answer: DashboardAnswer }>(dashboardQuestion(ctx, question));
  const answer = rows[0]?.answer;
  if (!answer) throw new Error("the database answered without a row");
  return answer;
}

export function dashboardQuestion(ctx: Ctx, { today, timeZone, kind }: Question): SQL {
  const taken = sql.join(
    TAKEN_STATUSES.map((status) => sql`${status}`),
    sql`, `,
  );
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const firm = sql`${ctx.firmId}`;
  // Each day on its own, with bounds that are known when the question is planned: only then is the index by time chosen.
  const parts = sql.join(
    partDays(today).map(
      (
        day,
      ) => sql`select ${day}::date as day, a.kind, count(*) as n, sum(p.amount_cents - p.refunded_cents)::bigint as cents
        from payments p join a on a.id = p.account_id
        where p.firm_id = ${firm} and p.status in (${taken})
          and p.created_at >= ${day}::date::timestamp at time zone ${timeZone}
          and p.created_at < (${day}::date + (${now} at time zone ${timeZone})::time) at time zone ${timeZone}
        group by 2`,
    ),
    sql` union all `,
  );
  return sql`
    with a as materialized (
      select m.id, m.name, m.kind from merchant_accounts m where m.firm_id = ${firm} ${accountsOf(ctx)} ${kindOf(kind)}
    ), d as materialized (
      select d.day, a.kind, sum(d.payments)::bigint as n, sum(d.net_cents)::bigint as cents
      from taken_days d join a on a.id = d.account_id
      where d.firm_id = ${firm} and d.day >= ${firstDayShown(today)}::date and d.day <= ${today}::date
      group by 1, 2
    ), lately as materialized (
      select d.account_id, d.source, d.method_kind, a.kind, sum(d.payments)::bigint as n,
        sum(d.amount_cents - d.refunded_cents)::bigint as cents
      from payment_days d join a on a.id = d.account_id
      where d.firm_id = ${firm} and d.day >= ${firstChartDay(today)}::date and d.day <= ${today}::date and d.status in (${taken})
      group by 1, 2, 3, 4
    )
    , part as (
      ${parts}
    ), owed as (
      select ${bucketOf(sql`l.due_date`, today)} as bucket, a.kind, count(*) as n, sum(l.amount_cents - l.amount_paid_cents)::bigint as cents
      from pay_links l join a on a.id = l.account_id
      where l.firm_id = ${firm} and l.status = 'open' and l.invoice_id is null and (l.expires_at > ${now} or exists (
        select 1 from payments p where p.firm_id = l.firm_id and p.obligation = 'link:' || l.id
          and p.status not in ('declined', 'error', 'voided')))
      group by 1, 2
    ), invoiced as (
      select ${bucketOf(sql`v.due_date`, today)} as bucket, a.kind, count(*) as n, sum(v.balance_cents)::bigint as cents
      from invoices v join a on a.id = v.account_id
      where v.firm_id = ${firm} and v.status in ('sent', 'viewed', 'part_paid', 'overdue') and v.balance_cents > 0
      group by 1, 2
    ), u as (
      select p.id, p.number, p.payer_name, p.amount_cents, p.currency, a.kind, p.created_at
      from payments p join a on a.id = p.account_id where p.firm_id = ${firm} and p.status = 'unknown'
    )
    select json_build_object(
      'hasPayments', exists (select 1 from a, lateral (
        select 1 from payments p where p.firm_id = ${firm} and p.account_id = a.id
        order by p.created_at desc limit 1) newest),
      'kinds', (select json_agg(distinct m.kind) from merchant_accounts m where m.firm_id = ${firm} ${accountsOf(ctx)}),
      'days', (select json_agg(json_build_array(day, kind, n, cents) order by day) from d),
      'parts', (select json_agg(json_build_array(day, kind, n, cents)) from part),
      'sources', ${sumsBy(sql`source`)},
      'methods', ${sumsBy(sql`method_kind`)},
      'accounts', ${sumsBy(sql`account_id`)},
      'accountNames', (select json_object_agg(id, name) from a),
      'outstanding', (select json_agg(json_build_array(bucket, kind, n, cents)) from owed),
      'isInvoicingOn', exists (select 1 from invoice_settings s where s.firm_id = ${firm} and s.is_on),
      'invoiced', (select json_agg(json_build_array(bucket, kind, n, cents)) from invoiced),
      'unknownCount', (select count(*) from u),
      'unknown', (select json_agg(row_to_json(x)) from (select * from u order by created_at, id limit ${sql.raw(String(UNKNOWN_SHOWN))}) x)
    ) as answer`;
}

/** One of `AGING_BUCKETS`; what has no due day is not late. */
function bucketOf(dueDate: SQL, today: string): SQL {
  return sql`case when ${dueDate} is null or ${dueDate} >= ${today}::date then 'not_due'
    when ${dueDate} >= ${today}::date - 30 then 'late_1_30'
    when ${dueDate} >= ${today}::date - 60 then 'late_31_60'
    when ${dueDate} >= ${today}::date - 90 then 'late_61_90' else 'late_over_90' end`;
}

function sumsBy(key: SQL): SQL {
  return sql`(select json_agg(json_build_array(key, kind, n, cents)) from
    (select ${key} as key, kind, sum(n)::bigint as n, sum(cents)::bigint as cents from lately group by 1, 2) x)`;
}

function accountsOf(ctx: Ctx): SQL {
  const limit = visibleAccountIds(ctx);
  return limit === null ? sql`` : sql`and m.id = any(${`{${limit.join(",")}}`}::text[])`;
}

function kindOf(kind: DashboardKind): SQL {
  return kind === "" ? sql`` : sql`and m.kind = ${kind}`;
}
