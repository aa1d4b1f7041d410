-- Of link and account only what the page shows: each visit pays for every column that is written as JSON and read again.
create or replace function open_pay_link(wanted_hash text) returns json
  language plpgsql stable set search_path = public, pg_temp
as $$
declare
  entry record;
  link record;
  firm firms;
  account record;
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
  select l.firm_id, l.id, l.status, l.account_id, l.amount_cents, l.amount_paid_cents, l.currency, l.invoice_number, l.due_date, l.recipient_name,
      l.recipient_emails, l.message, l.client_ref, l.matter_ref, l.locale, l.expires_at, l.closed_at, l.source into link
    from pay_links l where l.firm_id = entry.firm_id and l.id = entry.ref_id;
  select * into firm from firms where firm_id = entry.firm_id;
  select a.id, a.kind, a.gateway, a.accepts_card, a.accepts_echeck into account
    from merchant_accounts a where a.firm_id = entry.firm_id and a.id = link.account_id;
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
