/** What belongs to the payments that `seedScale` wrote ($1 the firm, $2 now), so that both books agree and no screen lacks a thing. */
export const SCALE_NEIGHBOURS: readonly string[] = [
  // The gateway's own book.
  `insert into sandbox.charges (id, firm_id, account_id, account_name, reference, idempotency_key, amount_cents, refunded_cents, currency,
     description, state, next_state, next_at, test_method, last4, auth_code, decline_code, return_code, created_at)
   select p.gateway_ref, p.firm_id, p.account_id, a.name, p.id, p.obligation || ':' || p.attempt, p.amount_cents, p.refunded_cents,
     p.currency, case when p.invoice_number = '' then 'Payment' else 'Invoice ' || p.invoice_number end,
     case p.status when 'partially_refunded' then 'settled' when 'refunded' then 'settled' when 'dispute_lost' then 'disputed'
       when 'error' then 'declined' else p.status end,
     case p.status when 'pending' then 'settled' else '' end, case p.status when 'pending' then p.check_at end,
     p.method_brand, p.method_last4, p.auth_code, p.decline_code, p.return_code, p.created_at
   from payments p join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id
   where p.firm_id = $1 and p.obligation like 'scale:%'
     and not exists (select 1 from sandbox.charges c where c.id = p.gateway_ref)
   order by p.created_at`,
  `insert into refunds (firm_id, id, payment_id, amount_cents, currency, status, reason, request_key, gateway_ref, created_by, created_at, done_at)
   select p.firm_id, 'ref_' || substr(p.id, 5), p.id, p.refunded_cents, p.currency, 'refunded', '', 'scale:' || p.id, 'sbx_re_' || substr(p.id, 5),
     'system:seed', p.settled_at, p.settled_at + interval '2 seconds'
   from payments p where p.firm_id = $1 and p.obligation like 'scale:%' and p.refunded_cents > 0
   on conflict do nothing`,
  `insert into sandbox.refunds (id, charge_id, firm_id, account_id, reference, idempotency_key, amount_cents, currency, created_at)
   select r.gateway_ref, p.gateway_ref, p.firm_id, p.account_id, r.id, 'refund:' || r.id, r.amount_cents, r.currency, r.created_at
   from refunds r join payments p on p.firm_id = r.firm_id and p.id = r.payment_id
   where r.firm_id = $1 and r.request_key like 'scale:%'
   on conflict do nothing`,
  `insert into trust_entries (firm_id, account_id, client_ref, matter_ref, payment_id, kind, amount_cents, balance_cents, currency, source,
     purpose, actor, at)
   select p.firm_id, p.account_id, p.client_ref, p.matter_ref, p.id, 'deposit', p.amount_cents, 0, p.currency, p.payer_name,
     p.invoice_number, p.created_by, p.created_at
   from payments p join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id and a.kind = 'trust'
   where p.firm_id = $1 and p.obligation like 'scale:%' and p.status in ('pending', 'approved', 'settled')
     and not exists (select 1 from trust_entries e where e.firm_id = p.firm_id and e.payment_id = p.id)
   order by p.created_at`,
  // Histories of the last month; older payments are shown without.
  `insert into payment_events (firm_id, payment_id, from_status, to_status, actor, detail, at)
   select p.firm_id, p.id, m.from_status, m.to_status, p.created_by, '{}', m.at
   from payments p cross join lateral (values
     (1, null, 'created', p.created_at), (2, 'created', 'processing', p.created_at),
     (3, 'processing', case when p.status in ('declined', 'error') then p.status when p.method_kind = 'echeck' then 'pending' else 'approved' end,
       p.created_at + interval '2 seconds'),
     (4, case when p.method_kind = 'echeck' then 'pending' else 'approved' end, 'settled', p.settled_at),
     (5, 'settled', p.status, p.settled_at + interval '2 seconds')
   ) m (step, from_status, to_status, at)
   where p.firm_id = $1 and p.obligation like 'scale:%' and p.created_at > $2::timestamptz - interval '30 days' and m.at is not null
     and (m.step < 4 or p.status not in ('declined', 'error')) and (m.step < 5 or p.status not in ('settled', 'dispute_lost'))
     and not exists (select 1 from payment_events e where e.firm_id = p.firm_id and e.payment_id = p.id)
   order by m.at, m.step`,
];
