import type { CrashDatabase } from "./crash-database";

/** Where a payment must stand, by the gateway's charge alone. */
const EXPECTED = `case when c.state = 'disputed' and c.dispute_status = 'lost' then 'dispute_lost'
  when c.state not in ('approved', 'settled') or c.refunded_cents = 0 then c.state
  when c.refunded_cents < c.amount_cents then 'partially_refunded' else 'refunded' end`;

const STATES_APART = `select concat(c.reference, ': ', coalesce(p.status, 'unknown'), ' in our books, ', ${EXPECTED}, ' at the gateway') as words
  from sandbox.charges c left join payments p on p.firm_id = c.firm_id and p.id = c.reference
  where p.status is distinct from ${EXPECTED}`;

const REFUNDS_APART = `select concat(coalesce(r.id, s.reference), ' of a payment ', c.state, coalesce(' (dispute ' || nullif(c.dispute_status, '') || ' since '
      || to_char(c.disputed_at, 'HH24:MI:SS') || ')', ''), ': ', coalesce(concat(r.amount_cents, ' cents ', r.status, ' ', r.refusal_code, ', asked ',
      to_char(r.created_at, 'HH24:MI:SS'), ', known ', to_char(r.done_at, 'HH24:MI:SS')), 'nothing'), ' in our books, ',
    coalesce(concat(s.amount_cents, ' cents, given ', to_char(s.created_at, 'HH24:MI:SS')), 'nothing'), ' at the gateway') as words
  from (select * from refunds where status <> 'refused') g
  full join sandbox.refunds s on s.firm_id = g.firm_id and s.reference = g.id
  left join refunds r on r.id = coalesce(g.id, s.reference)
  left join payments p on p.id = r.payment_id left join sandbox.charges c on c.reference = p.id
  where g.id is null or s.id is null or g.status <> 'refunded'
    or (g.amount_cents, g.currency, g.gateway_ref, g.payment_id) is distinct from (s.amount_cents, s.currency, s.id, c.reference)
    or s.charge_id is distinct from c.id`;

/** Refunds line by line, and where each payment stands: one sentence for everything that only one book says. */
export async function compareCorrections(database: CrashDatabase): Promise<{ refunds: string[]; states: string[] }> {
  const ask = async (sql: string) => (await database.ask<{ words: string }>(sql)).map(({ words }) => words);
  return { refunds: await ask(REFUNDS_APART), states: await ask(STATES_APART) };
}
