-- Whoever opens a link of Connect is told which invoices or matters it pays, in the same one question.
drop function open_pay_link(text);
--> statement-breakpoint
create function open_pay_link(wanted_hash text)
  returns table (link json, firm json, account json, attempt json, receipt_sealed text, lines json)
  language plpgsql rows 1 set search_path = public, pg_temp
as $$
declare
  entry record;
begin
  select d.firm_id, d.ref_id into entry from directory_find('pay_link', wanted_hash) d;
  if entry.firm_id is null then
    return;
  end if;
  perform set_config('app.firm_id', entry.firm_id, true);
  return query
    select row_to_json(l),
      case when i.frozen_at is null then row_to_json(f)
        else (to_jsonb(f) || jsonb_build_object('money_frozen_at', coalesce(f.money_frozen_at, i.frozen_at)))::json end,
      row_to_json(a), row_to_json(p), r.token_sealed,
      -- What its client may know of what it is spread over: neither the message to accounts receivable nor whose the items are.
      case when l.source = 'connect_link' then (
        select json_agg(json_build_object('kind', x.kind, 'invoiceNumber', x.invoice_number, 'clientNumber', x.client_number,
          'matterNumber', x.matter_number, 'matterName', x.matter_name, 'amountCents', x.amount_cents) order by x.place)
        from allocation_lines x where x.firm_id = l.firm_id and x.obligation = 'link:' || l.id
      ) end
    from pay_links l
    join firms f on f.firm_id = l.firm_id
    join merchant_accounts a on a.firm_id = l.firm_id and a.id = l.account_id
    -- It holds one row, which the planner cannot know: taking it for 500, it read all receipts of the firm for each visit.
    left join (select frozen_at from installation limit 1) i on true
    -- The newest attempt is the one that counts: it holds the claim, or nobody does.
    left join lateral (
      select t.id, t.status, t.challenge_url, t.receipt_emails, t.amount_cents from payments t
      where t.firm_id = l.firm_id and t.obligation = 'link:' || l.id
      order by t.attempt desc limit 1
    ) p on true
    left join receipts r on r.firm_id = l.firm_id and r.payment_id = p.id
    where l.firm_id = entry.firm_id and l.id = entry.ref_id;
  perform set_config('app.firm_id', '', true);
end $$;
--> statement-breakpoint
revoke all on function open_pay_link(text) from public;
--> statement-breakpoint
grant execute on function open_pay_link(text) to docketpay_app;
