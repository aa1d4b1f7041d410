import { expect } from "vitest";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { listFirmIds } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import type { TestDatabase } from "./test-database";

// Ours: money was taken, whatever became of it. Open: not known yet.
const TAKEN =
  "('pending', 'approved', 'settled', 'voided', 'partially_refunded', 'refunded', 'returned', 'disputed', 'dispute_lost')";
const OPEN = "('created', 'processing', 'unknown')";
// The gateway's own: the same. A challenge that nobody answered is "voided" with a decline code.
const CHARGED =
  "(state in ('pending', 'approved', 'settled', 'returned', 'disputed') or (state = 'voided' and decline_code = ''))";

/** Questions over all firms whose right answer is "no rows". */
const QUESTIONS: readonly { fault: string; sql: string }[] = [
  {
    fault: "an obligation that the gateway charged more than once",
    sql: `select firm_id || '/' || regexp_replace(idempotency_key, ':[0-9]+$', '') as id from sandbox.charges where ${CHARGED}
      group by 1 having count(*) > 1`,
  },
  {
    fault: "a reference that the gateway holds more than once",
    sql: "select reference as id from sandbox.charges group by firm_id, reference having count(*) > 1",
  },
  {
    fault: "money that the gateway took and we do not know of",
    sql: `select c.reference as id from sandbox.charges c left join payments p on p.firm_id = c.firm_id and p.id = c.reference
      where ${CHARGED.replaceAll("state", "c.state").replaceAll("decline_code", "c.decline_code")}
        and (p.id is null or p.status not in ${TAKEN} and p.status not in ${OPEN})`,
  },
  {
    fault: "money in our books that the gateway did not take",
    sql: `select p.id from payments p
      left join (select * from sandbox.charges where ${CHARGED}) c on c.firm_id = p.firm_id and c.reference = p.id
      where p.status in ${TAKEN} and (c.id is null or c.id <> p.gateway_ref)`,
  },
  {
    fault: "a charge whose amount, currency, account or key differs",
    sql: `select p.id from payments p join sandbox.charges c on c.firm_id = p.firm_id and c.reference = p.id
      where (c.amount_cents, c.currency, c.account_id, c.idempotency_key)
        is distinct from (p.amount_cents, p.currency, p.account_id, p.obligation || ':' || p.attempt)`,
  },
  {
    fault: "refunds that exceed the payment or do not add up to its refunded amount",
    sql: `select p.id from payments p
      left join (select firm_id, payment_id, sum(amount_cents) filter (where status = 'refunded') as given,
          sum(amount_cents) filter (where status <> 'refused') as gone from refunds group by 1, 2) r
        on r.firm_id = p.firm_id and r.payment_id = p.id
      where coalesce(r.given, 0) <> p.refunded_cents or coalesce(r.gone, 0) > p.amount_cents`,
  },
  {
    fault: "a refund that both books do not hold once, to the cent",
    sql: `select coalesce(r.id, s.reference) as id from (select * from refunds where status not in ('processing', 'unknown')) r
      full join (select firm_id, reference, sum(amount_cents) as cents, count(*) as n, max(currency) as currency
          from sandbox.refunds group by 1, 2) s on s.firm_id = r.firm_id and s.reference = r.id
      where not exists (select 1 from refunds o where o.id = s.reference and o.status in ('processing', 'unknown'))
        and ((r.id is null) or (r.status = 'refunded') <> (s.reference is not null)
          or s.reference is not null and (s.cents, s.n, s.currency) is distinct from (r.amount_cents, 1, r.currency))`,
  },
  {
    fault: "a refunded amount that the gateway's charge does not show",
    sql: `select c.reference as id from sandbox.charges c join payments p on p.firm_id = c.firm_id and p.id = c.reference
      where c.refunded_cents <> (select coalesce(sum(amount_cents), 0) from sandbox.refunds s where s.charge_id = c.id)
        or (c.refunded_cents <> p.refunded_cents and not exists
          (select 1 from refunds o where o.payment_id = p.id and o.status in ('processing', 'unknown')))`,
  },
  {
    fault: "a taken payment without its one receipt, or a receipt for nothing",
    sql: `select coalesce(p.id, r.payment_id) as id from (select firm_id, id from payments where status in ${TAKEN}) p
      full join (select firm_id, payment_id, count(*) as n from receipts group by 1, 2) r on r.firm_id = p.firm_id and r.payment_id = p.id
      where p.id is null or coalesce(r.n, 0) <> 1`,
  },
  {
    fault: "a link that does not say what was paid on it",
    sql: `select l.id from pay_links l left join payments p on p.firm_id = l.firm_id and p.link_id = l.id and p.status in ${TAKEN}
      where (l.status = 'paid') <> (p.id is not null) or l.amount_paid_cents <> coalesce(p.amount_cents - p.surcharge_cents, 0)
        or (l.status = 'open') <> (l.closed_at is null)`,
  },
  {
    fault: "a history that does not join, holds an illegal move or ends elsewhere",
    sql: `select payment_id as id from (
        select e.*, lag(to_status) over w as before, lead(id) over w as following from payment_events e
        window w as (partition by firm_id, payment_id order by id)) e
      join payments p on p.firm_id = e.firm_id and p.id = e.payment_id
      where e.from_status is distinct from e.before or (e.following is null and e.to_status <> p.status)
        or (e.from_status is null and e.to_status <> 'created')
        or (e.from_status <> e.to_status and not exists
          (select 1 from payment_moves m where m.from_status = e.from_status and m.to_status = e.to_status))`,
  },
  {
    fault: "a payment without a history",
    sql: "select id from payments p where not exists (select 1 from payment_events e where e.firm_id = p.firm_id and e.payment_id = p.id)",
  },
  {
    fault: "trust money without client or matter, or in another currency than its account",
    sql: `select p.id from payments p join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id
      where a.currency <> p.currency or (a.kind = 'trust' and (p.client_ref = '' or p.matter_ref = ''))`,
  },
  {
    fault: "a trust payment whose ledger does not say what it holds",
    sql: `select p.id from payments p
      join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id
      left join (select firm_id, payment_id, sum(amount_cents) as cents from trust_entries
        where kind not in ('replacement', 'replacement_back') group by 1, 2) e on e.firm_id = p.firm_id and e.payment_id = p.id
      where coalesce(e.cents, 0) <> case when a.kind = 'trust' then trust_held(p.status, p.amount_cents, p.refunded_cents,
          trust_disputed(p.firm_id, p.id)) else 0 end`,
  },
  {
    fault: "a trust ledger whose balances do not run, or a matter that does not say its sum",
    sql: `select e.id::text as id from (
        select *, sum(amount_cents) over w as running, lead(id) over w as following from trust_entries
        window w as (partition by firm_id, account_id, client_ref, matter_ref order by id)) e
      left join trust_matters m on (m.firm_id, m.account_id, m.client_ref, m.matter_ref) = (e.firm_id, e.account_id, e.client_ref, e.matter_ref)
      where e.running <> e.balance_cents or (e.following is null and m.total_cents is distinct from e.running)`,
  },
  {
    fault: "a matter below zero without its alarm, or an alarm without cause",
    sql: `select coalesce(m.id, a.object_id) as id from (
        select t.firm_id, concat_ws('/', t.account_id, t.client_ref, t.matter_ref) as id from trust_matters t
        cross join lateral trust_standing(t.firm_id, t.account_id, t.client_ref, t.matter_ref, now()) s
        where s.total_cents - s.in_transit_cents < 0) m
      full join (select firm_id, object_id from alerts where kind = 'trust_negative' and closed_at is null) a
        on a.firm_id = m.firm_id and a.object_id = m.id
      where m.id is null or a.object_id is null`,
  },
];

/** What is wrong with the books of all firms and with their audit chains, in words; empty when nothing is. */
export async function findBookFaults(test: TestDatabase): Promise<string[]> {
  const faults: string[] = [];
  for (const { fault, sql } of QUESTIONS) {
    const rows = await test.asOwner<{ id: string }>(`${sql} limit 3`);
    if (rows.length > 0) faults.push(`${fault} (${rows.map((row) => row.id).join(", ")})`);
  }
  for (const firmId of await listFirmIds()) {
    const { broken } = await verifyAudit(systemContext(firmId, "test"));
    if (broken) faults.push(`the audit log of ${firmId} is broken at ${broken.seq}: ${broken.fault}`);
  }
  return faults;
}

/** After every scenario: our books, the gateway's own books and the audit chain say the same. */
export async function expectBooksToAgree(test: TestDatabase): Promise<void> {
  expect(await findBookFaults(test)).toEqual([]);
}
