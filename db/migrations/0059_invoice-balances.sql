-- A payment that only begins, or is refused, changes no balance: it must not wait for the invoice, whose lock comes before its link's.
create or replace function keep_invoice_paid() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wanted text;
  held bigint;
  moving bigint;
  today date;
  counted constant text[] := array['pending', 'approved', 'settled', 'partially_refunded', 'refunded', 'disputed', 'dispute_lost', 'returned', 'voided'];
begin
  if tg_op = 'INSERT' or not (new.status = any (counted) or old.status = any (counted))
      or (new.status, new.refunded_cents) is not distinct from (old.status, old.refunded_cents) then
    return null;
  end if;
  select l.invoice_id into wanted from pay_links l where l.firm_id = new.firm_id and l.id = new.link_id;
  if wanted is null then
    return null;
  end if;
  perform 1 from invoices i where i.firm_id = new.firm_id and i.id = wanted for update;
  select coalesce(sum(invoice_held(p.status, p.amount_cents, p.refunded_cents, p.surcharge_cents)), 0),
      coalesce(sum(case when p.status = 'pending' then p.amount_cents - p.surcharge_cents else 0 end), 0)
    into held, moving
    from pay_links l join payments p on p.firm_id = l.firm_id and p.link_id = l.id
    where l.firm_id = new.firm_id and l.invoice_id = wanted;
  select (coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) at time zone f.time_zone)::date into today
    from firms f where f.firm_id = new.firm_id;
  update invoices i set paid_cents = held, in_transit_cents = moving,
      status = case
        when i.status in ('draft', 'written_off', 'cancelled') then i.status
        when held >= i.total_cents then 'paid'
        when i.due_date < today and held + moving < i.total_cents then 'overdue'
        when held > 0 then 'part_paid'
        when i.viewed_at is not null then 'viewed'
        else 'sent' end,
      closed_at = case
        when i.status in ('draft', 'written_off', 'cancelled') then i.closed_at
        when held >= i.total_cents then coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) end
    where i.firm_id = new.firm_id and i.id = wanted and (i.paid_cents, i.in_transit_cents) is distinct from (held, moving);
  return null;
end $$;
--> statement-breakpoint
create or replace function open_pay_link(wanted_hash text) returns json
  language plpgsql stable set search_path = public, pg_temp
as $$
declare
  entry record;
  link pay_links;
  firm firms;
  account merchant_accounts;
  attempt record;
  all_frozen_at timestamptz;
  receipt_sealed text;
  lines json;
begin
  select d.firm_id, d.ref_id into entry from directory_find('pay_link', wanted_hash) d;
  if entry.firm_id is null then
    return null;
  end if;
  perform set_config('app.firm_id', entry.firm_id, true);
  select * into link from pay_links where firm_id = entry.firm_id and id = entry.ref_id;
  select * into firm from firms where firm_id = entry.firm_id;
  select * into account from merchant_accounts where firm_id = entry.firm_id and id = link.account_id;
  select frozen_at into all_frozen_at from installation limit 1;
  -- The newest attempt is the one that counts: it holds the claim, or nobody does.
  select t.id, t.status, t.challenge_url, t.receipt_emails, t.amount_cents into attempt
    from payments t where t.firm_id = entry.firm_id and t.obligation = 'link:' || link.id
    order by t.attempt desc limit 1;
  if attempt.id is not null then
    select r.token_sealed into receipt_sealed from receipts r where r.firm_id = entry.firm_id and r.payment_id = attempt.id;
  end if;
  -- What its client may know of what it is spread over: neither the message to accounts receivable nor whose the items are.
  if link.source = 'connect_link' then
    select json_agg(json_build_object('kind', x.kind, 'invoiceNumber', x.invoice_number, 'clientNumber', x.client_number,
        'matterNumber', x.matter_number, 'matterName', x.matter_name, 'amountCents', x.amount_cents) order by x.place) into lines
      from allocation_lines x where x.firm_id = entry.firm_id and x.obligation = 'link:' || link.id;
  end if;
  -- Whether an invoice may be paid in parts is a choice of its own.
  if link.source = 'invoice' then
    firm.allows_part_payment := coalesce((select s.allows_parts from invoice_settings s where s.firm_id = entry.firm_id), true);
  end if;
  perform set_config('app.firm_id', '', true);
  if link.id is null then
    return null;
  end if;
  return json_build_object('link', link, 'firm', firm, 'account', account,
    'attempt', case when attempt.id is not null then row_to_json(attempt) end,
    'allFrozenAt', all_frozen_at, 'receiptSealed', receipt_sealed, 'lines', lines);
end $$;
