import type { ClientBase } from "pg";

/** The fee of a dispute and the time to answer it, as the sandbox processor has them. */
export const DISPUTE_FEE_CENTS = 1_500;
const EVIDENCE_DAYS = 7;
/** Alerts older than this were seen to. */
const SEEN_TO_AFTER_DAYS = 30;

/** The sandbox's name of a charge's dispute. */
export function disputeRefOf(chargeId: string): string {
  return chargeId.replace("_ch_", "_dp_");
}

/** Disputes of both books, return codes and the alerts of both, from what the payments' histories tell. Needs the gateway's ledger. */
export async function writeCorrections(client: ClientBase, firmId: string, now: Date): Promise<void> {
  await client.query(
    `update payments p set return_code = e.detail->>'code' from payment_events e
     where p.firm_id = $1 and e.firm_id = p.firm_id and e.payment_id = p.id and e.to_status = 'returned'`,
    [firmId],
  );
  await client.query(
    `insert into disputes (firm_id, payment_id, gateway_ref, amount_cents, currency, reason, status, fee_cents, evidence_due_at, opened_at, closed_at)
     select p.firm_id, p.id, replace(p.gateway_ref, '_ch_', '_dp_'), p.amount_cents, p.currency, 'fraudulent',
       case when p.status = 'disputed' then 'open' when p.status = 'dispute_lost' then 'lost' else 'won' end,
       $2, e.at + make_interval(days => $3), e.at,
       (select max(d.at) from payment_events d where d.firm_id = p.firm_id and d.payment_id = p.id and d.id > e.id)
     from payments p join payment_events e on e.firm_id = p.firm_id and e.payment_id = p.id and e.to_status = 'disputed'
     where p.firm_id = $1`,
    [firmId, DISPUTE_FEE_CENTS, EVIDENCE_DAYS],
  );
  await client.query(
    `update sandbox.charges c set dispute_status = d.status, disputed_at = d.opened_at from disputes d
     where d.firm_id = $1 and c.firm_id = d.firm_id and c.reference = d.payment_id`,
    [firmId],
  );
  await writeAlerts(client, firmId, now);
}

async function writeAlerts(client: ClientBase, firmId: string, now: Date): Promise<void> {
  await client.query(
    `insert into alerts (firm_id, id, kind, object_type, object_id, account_id, detail, raised_at, closed_at, closed_by, note)
     select firm_id, 'alt_' || substr(id, 5) || '_' || status, kind, 'payment', id, account_id, detail, at, seen_at,
       case when seen_at is null then '' when kind = 'dispute_opened' then 'system:seed' else 'user:usr_' || substr(firm_id, 5) || '_admin' end,
       case when seen_at is null or kind = 'dispute_opened' then '' else 'Agreed with the client by telephone.' end
     from (
       select p.firm_id, p.id, p.account_id, e.to_status as status, e.at,
         case e.to_status when 'returned' then 'echeck_returned' when 'disputed' then 'dispute_opened' else 'dispute_lost' end as kind,
         case when e.to_status = 'returned' then jsonb_build_object('code', p.return_code)
           else jsonb_build_object('amountCents', p.amount_cents::text, 'reason', 'fraudulent') end as detail,
         case when e.to_status = 'disputed' then d.closed_at
           when e.at < $2::timestamptz - make_interval(days => $3) then e.at + interval '2 days' end as seen_at
       from payments p
       join payment_events e on e.firm_id = p.firm_id and e.payment_id = p.id and e.to_status in ('returned', 'disputed', 'dispute_lost')
       left join disputes d on d.firm_id = p.firm_id and d.payment_id = p.id
       where p.firm_id = $1) told`,
    [firmId, now.toISOString(), SEEN_TO_AFTER_DAYS],
  );
}
