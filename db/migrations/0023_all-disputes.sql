-- A charge may have several disputes, at once or one after the other: all that are open or lost count against it.
insert into payment_moves (from_status, to_status) values ('dispute_lost', 'disputed');
--> statement-breakpoint
-- What disputes have taken of a payment; null while none is known.
create function trust_disputed(of_firm text, of_payment text) returns bigint language sql stable set search_path = public, pg_temp as $$
  select case when count(*) > 0 then coalesce(sum(d.amount_cents) filter (where d.status <> 'won'), 0) end::bigint
  from disputes d where d.firm_id = of_firm and d.payment_id = of_payment
$$;
--> statement-breakpoint
-- Brings the ledger to what a payment into trust holds. What it holds less what is booked: the same twice writes nothing the second time.
create function book_trust_payment(paid payments, refunded_before bigint) returns void
  language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  booked bigint;
  change bigint;
  entry_kind text;
begin
  if not exists (select 1 from merchant_accounts a where a.firm_id = paid.firm_id and a.id = paid.account_id and a.kind = 'trust') then
    return;
  end if;
  perform lock_trust_matter(paid.firm_id, paid.account_id, paid.client_ref, paid.matter_ref);
  select sum(e.amount_cents) into booked from trust_entries e
    where e.firm_id = paid.firm_id and e.payment_id = paid.id and e.kind not in ('replacement', 'replacement_back');
  change := trust_held(paid.status, paid.amount_cents, paid.refunded_cents, trust_disputed(paid.firm_id, paid.id)) - coalesce(booked, 0);
  if change <> 0 then
    entry_kind := case
      when booked is null then 'deposit'
      when paid.refunded_cents > refunded_before then 'refund'
      when paid.status = 'voided' then 'void'
      when paid.status = 'returned' then case when paid.settled_at is null then 'deposit_back' else 'return' end
      when change < 0 then 'dispute'
      else 'dispute_won' end;
    insert into trust_entries (firm_id, account_id, client_ref, matter_ref, payment_id, kind, amount_cents, balance_cents, currency, source, purpose, actor, at)
    values (
      paid.firm_id, paid.account_id, paid.client_ref, paid.matter_ref, paid.id, entry_kind, change, 0, paid.currency, paid.payer_name, paid.invoice_number,
      coalesce(nullif(current_setting('app.actor', true), ''), 'database'),
      coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  end if;
  if booked is not null or change <> 0 then
    perform watch_trust_matter(paid.firm_id, paid.account_id, paid.client_ref, paid.matter_ref, paid.currency);
  end if;
end $$;
--> statement-breakpoint
revoke all on function book_trust_payment(payments, bigint) from public;
--> statement-breakpoint
create or replace function keep_trust_ledger() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and (new.status, new.refunded_cents, new.settled_at) is not distinct from (old.status, old.refunded_cents, old.settled_at) then
    return null;
  end if;
  perform book_trust_payment(new, case when tg_op = 'UPDATE' then old.refunded_cents else 0 end);
  return null;
end $$;
--> statement-breakpoint
-- A dispute that joins, or ends, while another stands is no move of the payment, and changes what it holds.
create function keep_trust_ledger_of_dispute() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  paid payments%rowtype;
begin
  select * into paid from payments p where p.firm_id = new.firm_id and p.id = new.payment_id for no key update;
  if paid.status in ('disputed', 'dispute_lost') then
    perform book_trust_payment(paid, paid.refunded_cents);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger keep_trust_ledger after insert or update of status on disputes for each row execute function keep_trust_ledger_of_dispute();
