-- What a receipt's token or an API key opens, in one question: the directory, a transaction, its firm, the rows and its end were seven and four.
create function open_receipt(wanted_hash text) returns json
  language plpgsql stable set search_path = public, pg_temp
as $$
declare
  entry record;
  receipt receipts;
  payment payments;
  firm firms;
  account merchant_accounts;
  lines json;
  given json;
begin
  select d.firm_id, d.ref_id into entry from directory_find('receipt', wanted_hash) d;
  if entry.firm_id is null then
    return null;
  end if;
  perform set_config('app.firm_id', entry.firm_id, true);
  select * into receipt from receipts where firm_id = entry.firm_id and id = entry.ref_id;
  select * into payment from payments where firm_id = entry.firm_id and id = receipt.payment_id;
  select * into firm from firms where firm_id = entry.firm_id;
  select * into account from merchant_accounts where firm_id = entry.firm_id and id = payment.account_id;
  -- What its client may know of what it is spread over.
  select json_agg(json_build_object('kind', x.kind, 'invoiceNumber', x.invoice_number, 'clientNumber', x.client_number,
      'matterNumber', x.matter_number, 'matterName', x.matter_name, 'amountCents', x.amount_cents) order by x.place) into lines
    from allocation_lines x where x.firm_id = entry.firm_id and x.obligation = payment.obligation;
  select json_agg(row_to_json(r) order by r.done_at, r.id) into given
    from refunds r where r.firm_id = entry.firm_id and r.payment_id = payment.id and r.status = 'refunded';
  perform set_config('app.firm_id', '', true);
  if receipt.id is null then
    return null;
  end if;
  return json_build_object('receipt', receipt, 'payment', payment, 'firm', firm, 'account', account,
    'lines', lines, 'refunds', given);
end $$;
--> statement-breakpoint
revoke all on function open_receipt(text) from public;
--> statement-breakpoint
grant execute on function open_receipt(text) to docketpay_app;
--> statement-breakpoint
create function open_api_key(wanted_hash text) returns json
  language plpgsql stable set search_path = public, pg_temp
as $$
declare
  entry record;
  key api_keys;
begin
  select d.firm_id, d.ref_id into entry from directory_find('api_key', wanted_hash) d;
  if entry.firm_id is null then
    return null;
  end if;
  perform set_config('app.firm_id', entry.firm_id, true);
  select * into key from api_keys
    where firm_id = entry.firm_id and id = entry.ref_id and key_hash = wanted_hash and revoked_at is null;
  perform set_config('app.firm_id', '', true);
  return case when key.id is not null then row_to_json(key) end;
end $$;
--> statement-breakpoint
revoke all on function open_api_key(text) from public;
--> statement-breakpoint
grant execute on function open_api_key(text) to docketpay_app;
