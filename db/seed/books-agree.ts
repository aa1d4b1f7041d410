import type { ClientBase } from "pg";

/**
 * Questions whose right answer is "no rows", about one firm ($1). The seed writes final states past the triggers, so it asks them
 * before it commits; tests ask them again.
 */
const QUESTIONS: readonly { fault: string; sql: string }[] = [
  {
    fault: "a move that is not a legal one",
    sql: `select e.payment_id as id from payment_events e
      left join payment_moves m on m.from_status = e.from_status and m.to_status = e.to_status
      where e.firm_id = $1 and m.from_status is null and not (e.from_status is null and e.to_status = 'created')
        -- A second refund in part stays where it is.
        and e.from_status is distinct from e.to_status`,
  },
  {
    fault: "a history that does not join, or goes back in time",
    sql: `select payment_id as id from (
        select payment_id, from_status, at, lag(to_status) over w as before, lag(at) over w as before_at
        from payment_events where firm_id = $1 window w as (partition by payment_id order by id)) e
      where from_status is distinct from before or at < before_at`,
  },
  {
    fault: "a status that is not the end of its history",
    sql: `select p.id from payments p
      left join (select distinct on (payment_id) payment_id, to_status from payment_events where firm_id = $1 order by payment_id, id desc) e
        on e.payment_id = p.id
      where p.firm_id = $1 and e.to_status is distinct from p.status`,
  },
  {
    fault: "something that happens after now",
    sql: `select payment_id as id from payment_events where firm_id = $1 and at > $2
      union all select link_id from pay_link_events where firm_id = $1 and at > $2`,
  },
  {
    fault: "refunds that do not add up to the payment's refunded amount",
    sql: `select p.id from payments p
      left join (select payment_id, sum(amount_cents) as given from refunds where firm_id = $1 and status = 'refunded' group by 1) r
        on r.payment_id = p.id
      where p.firm_id = $1 and (coalesce(r.given, 0) <> p.refunded_cents
        or (p.status = 'refunded') <> (p.refunded_cents = p.amount_cents)
        or (p.status = 'partially_refunded') <> (p.refunded_cents > 0 and p.refunded_cents < p.amount_cents))`,
  },
  {
    fault: "an attempt that the gateway's books do not hold once, to the cent",
    sql: `select coalesce(p.id, c.reference) as id
      from (select * from payments where firm_id = $1 and gateway = 'sandbox') p
      full join (select * from sandbox.charges where firm_id = $1) c on c.reference = p.id
      where p.id is null or c.id is null or c.account_id <> p.account_id or c.amount_cents <> p.amount_cents or c.currency <> p.currency
        or c.refunded_cents <> p.refunded_cents or c.idempotency_key <> p.obligation || ':' || p.attempt
        or (p.status <> 'unknown' and p.gateway_ref <> c.id)`,
  },
  {
    fault: "a state that both books see differently",
    sql: `select p.id from payments p join sandbox.charges c on c.firm_id = p.firm_id and c.reference = p.id
      where p.firm_id = $1 and c.state <> case p.status
        when 'partially_refunded' then 'settled' when 'refunded' then 'settled' when 'dispute_lost' then 'disputed'
        when 'unknown' then 'declined' else p.status end`,
  },
  {
    fault: "a refund that both books do not hold",
    sql: `select coalesce(r.id, s.reference) as id
      from (select * from refunds where firm_id = $1 and status = 'refunded') r
      full join (select * from sandbox.refunds where firm_id = $1) s on s.reference = r.id
      where r.id is null or s.id is null or r.amount_cents <> s.amount_cents or r.gateway_ref <> s.id`,
  },
  {
    fault: "a taken payment without its one receipt, or a receipt for nothing",
    sql: `select coalesce(p.id, r.id) as id
      from (select id from payments where firm_id = $1 and status not in ('created', 'processing', 'declined', 'error', 'unknown')) p
      full join (select id, payment_id from receipts where firm_id = $1) r on r.payment_id = p.id
      where p.id is null or r.id is null`,
  },
  {
    fault: "a link that does not say what was paid on it",
    sql: `select l.id from pay_links l
      left join payments p on p.firm_id = l.firm_id and p.link_id = l.id and p.status not in ('created', 'processing', 'declined', 'error', 'unknown')
      where l.firm_id = $1 and (l.amount_paid_cents <> coalesce(p.amount_cents - p.surcharge_cents, 0) or l.amount_cents < l.amount_paid_cents
        or l.account_id <> coalesce(p.account_id, l.account_id) or (l.status = 'open') <> (l.closed_at is null))`,
  },
  {
    fault: "trust money without client or matter",
    sql: `select p.id from payments p join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id
      where p.firm_id = $1 and a.kind = 'trust' and (p.client_ref = '' or p.matter_ref = '')`,
  },
  {
    fault: "a trust payment whose ledger does not say what it holds",
    sql: `select p.id from payments p
      join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id
      left join (select payment_id, sum(amount_cents) as cents from trust_entries
        where firm_id = $1 and kind not in ('replacement', 'replacement_back') group by 1) e on e.payment_id = p.id
      where p.firm_id = $1 and (a.kind = 'trust' or e.cents is not null)
        and coalesce(e.cents, 0) <> case when a.kind = 'trust' then trust_held(p.status, p.amount_cents, p.refunded_cents,
          trust_disputed(p.firm_id, p.id)) else 0 end`,
  },
  {
    fault: "a trust ledger whose balances do not run, or a matter that does not say its sum",
    sql: `select e.payment_id as id from (
        select *, sum(amount_cents) over w as running, lead(id) over w as following from trust_entries where firm_id = $1
        window w as (partition by account_id, client_ref, matter_ref order by id)) e
      left join trust_matters m on m.firm_id = e.firm_id and m.account_id = e.account_id and m.client_ref = e.client_ref and m.matter_ref = e.matter_ref
      where e.running <> e.balance_cents or (e.following is null and m.total_cents is distinct from e.running)`,
  },
  {
    fault: "a matter below zero without its alarm, or an alarm without cause",
    sql: `select coalesce(m.id, a.object_id) as id from (
        select concat_ws('/', t.account_id, t.client_ref, t.matter_ref) as id from trust_matters t
        cross join lateral trust_standing(t.firm_id, t.account_id, t.client_ref, t.matter_ref, $2::timestamptz) s
        where t.firm_id = $1 and s.cleared_cents < 0) m
      full join (select object_id from alerts where firm_id = $1 and kind = 'trust_negative' and closed_at is null) a on a.object_id = m.id
      where m.id is null or a.object_id is null`,
  },
  {
    fault: "a counter that would give a number again",
    sql: `select n.number as id from (
        select 'payment' as kind, number from payments where firm_id = $1
        union all select 'receipt', number from receipts where firm_id = $1
        union all select 'link', number from pay_links where firm_id = $1) n
      left join firm_counters c on c.firm_id = $1 and c.kind = n.kind and c.year = split_part(n.number, '-', 2)::int
      where c.value is null or c.value < split_part(n.number, '-', 3)::int`,
  },
];

/** What is wrong with one firm's seeded books, in words; empty when nothing is. The firm must be set in the transaction. */
export async function findFaults(client: ClientBase, firmId: string, now: Date): Promise<string[]> {
  const faults: string[] = [];
  for (const { fault, sql } of QUESTIONS) {
    const values = sql.includes("$2") ? [firmId, now] : [firmId];
    const found = await client.query<{ id: string }>(`${sql} limit 3`, values);
    if (found.rows.length > 0) faults.push(`${firmId}: ${fault} (${found.rows.map((row) => row.id).join(", ")})`);
  }
  return faults;
}
