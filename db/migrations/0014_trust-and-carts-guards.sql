-- Trust money: its ledger follows every move of its payments, its refunds stay within what has cleared, and what operating owes it is
-- written down. Carts keep operating and trust apart.

-- How much of a payment its trust account holds. Equal to `heldCents` in lib/trust/rules.ts (tested).
create function trust_held(of_status text, amount bigint, refunded bigint, disputed bigint) returns bigint language sql immutable as $$
  select case
    when of_status in ('pending', 'approved', 'settled', 'partially_refunded', 'refunded') then amount - refunded
    when of_status in ('disputed', 'dispute_lost') then amount - refunded - coalesce(disputed, amount)
    -- A bank takes the whole back, whatever was given back before.
    when of_status = 'returned' then -refunded
    else 0 end
$$;
--> statement-breakpoint
-- Whatever changes or judges a matter's balance goes one after the other; taken after the payment's row, never before.
create function lock_trust_matter(of_firm text, of_account text, of_client text, of_matter text) returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended(concat_ws(chr(31), 'trust', of_firm, of_account, of_client, of_matter), 0))
$$;
--> statement-breakpoint
-- Where a matter stands. In transit: not settled yet. On hold: settled, but younger than the account's hold days (A9). Cleared: the rest.
-- Money that is short is first missing from what is on hold. Equal to `standingOf` in lib/trust/rules.ts (tested).
create function trust_standing(of_firm text, of_account text, of_client text, of_matter text, as_of timestamptz)
  returns table (total_cents bigint, cleared_cents bigint, on_hold_cents bigint, in_transit_cents bigint, under_way_cents bigint)
  language sql stable set search_path = public, pg_temp
as $$
  with of_payment as (
    select e.payment_id, sum(e.amount_cents) as sum_cents,
      coalesce(sum(e.amount_cents) filter (where e.kind not in ('replacement', 'replacement_back', 'refund')), 0) as kept_cents
    from trust_entries e
    where e.firm_id = of_firm and e.account_id = of_account and e.client_ref = of_client and e.matter_ref = of_matter
    group by e.payment_id
  ), judged as (
    select o.sum_cents, p.settled_at is null as is_moving,
      case when p.settled_at + make_interval(days => a.hold_days) <= as_of then 0 else greatest(0, o.kept_cents) end as uncleared_cents
    from of_payment o
    join payments p on p.firm_id = of_firm and p.id = o.payment_id
    join merchant_accounts a on a.firm_id = of_firm and a.id = of_account
  ), sums as (
    select coalesce(sum(sum_cents), 0)::bigint as total,
      coalesce(sum(uncleared_cents) filter (where is_moving), 0)::bigint as moving,
      coalesce(sum(uncleared_cents) filter (where not is_moving), 0)::bigint as held
    from judged
  ), cleared as (
    select total, moving, case when total - moving < 0 then total - moving else greatest(0, total - moving - held) end as cents from sums
  )
  select total, cents, total - moving - cents, moving,
    (select coalesce(sum(r.amount_cents), 0)::bigint from refunds r
      join payments p on p.firm_id = r.firm_id and p.id = r.payment_id
      where r.firm_id = of_firm and r.check_at is not null and r.status in ('processing', 'unknown')
        and p.account_id = of_account and p.client_ref = of_client and p.matter_ref = of_matter)
  from cleared
$$;
--> statement-breakpoint
-- The alarm of a matter below zero opens and closes with its balance, whoever changed it (T6, T7). Money in transit covers nothing.
create function watch_trust_matter(of_firm text, of_account text, of_client text, of_matter text, of_currency text)
  returns void language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  moment timestamptz := coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now());
  who text := coalesce(nullif(current_setting('app.actor', true), ''), 'database');
  subject text := concat_ws('/', of_account, of_client, of_matter);
  settled bigint;
  facts jsonb;
begin
  select s.total_cents - s.in_transit_cents into settled from trust_standing(of_firm, of_account, of_client, of_matter, moment) s;
  if settled >= 0 then
    update alerts a set closed_at = moment, closed_by = who
      where a.firm_id = of_firm and a.kind = 'trust_negative' and a.object_type = 'matter' and a.object_id = subject and a.closed_at is null;
    return;
  end if;
  facts := jsonb_build_object('balanceCents', settled::text, 'currency', of_currency, 'clientRef', of_client, 'matterRef', of_matter);
  update alerts a set detail = facts
    where a.firm_id = of_firm and a.kind = 'trust_negative' and a.object_type = 'matter' and a.object_id = subject and a.closed_at is null;
  if not found then
    insert into alerts (firm_id, id, kind, object_type, object_id, account_id, detail, raised_at)
    values (of_firm, 'alt_' || replace(gen_random_uuid()::text, '-', ''), 'trust_negative', 'matter', subject, of_account, facts, moment);
  end if;
end $$;
--> statement-breakpoint
-- Each line carries the matter's balance after it.
create function post_trust_entry() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into trust_matters as m (firm_id, account_id, client_ref, matter_ref, total_cents, currency, last_entry_at)
  values (new.firm_id, new.account_id, new.client_ref, new.matter_ref, new.amount_cents, new.currency, new.at)
  on conflict (firm_id, account_id, client_ref, matter_ref) do update
    set total_cents = m.total_cents + excluded.total_cents, last_entry_at = greatest(m.last_entry_at, excluded.last_entry_at)
  returning m.total_cents into new.balance_cents;
  return new;
end $$;
--> statement-breakpoint
create trigger post_trust_entry before insert on trust_entries for each row execute function post_trust_entry();
--> statement-breakpoint
-- What was taken before there was a ledger. Forced row-level security binds the owner too, and no firm is set here.
alter table merchant_accounts no force row level security;
--> statement-breakpoint
alter table payments no force row level security;
--> statement-breakpoint
alter table payment_events no force row level security;
--> statement-breakpoint
alter table refunds no force row level security;
--> statement-breakpoint
alter table disputes no force row level security;
--> statement-breakpoint
update merchant_accounts t set fee_account_id = (
  select o.id from merchant_accounts o where o.firm_id = t.firm_id and o.kind = 'operating' and o.currency = t.currency
  order by o.is_default desc, o.id limit 1)
where t.kind = 'trust';
--> statement-breakpoint
insert into trust_entries (firm_id, account_id, client_ref, matter_ref, payment_id, kind, amount_cents, balance_cents, currency, source, purpose, actor, at)
select p.firm_id, p.account_id, p.client_ref, p.matter_ref, p.id, moved.kind, moved.cents, 0, p.currency, p.payer_name, p.invoice_number, moved.actor, moved.at
from payments p
join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id and a.kind = 'trust'
cross join lateral (
  select 'deposit' as kind, p.amount_cents as cents, e.actor, e.at from (
    select f.actor, f.at from payment_events f
    where f.firm_id = p.firm_id and f.payment_id = p.id and f.to_status in ('pending', 'approved') order by f.id limit 1) e
  union all
  select 'refund', -r.amount_cents, r.created_by, coalesce(r.done_at, r.created_at) from refunds r
    where r.firm_id = p.firm_id and r.payment_id = p.id and r.status = 'refunded'
  union all
  select case p.status when 'voided' then 'void' when 'returned' then case when p.settled_at is null then 'deposit_back' else 'return' end
      else 'dispute' end,
    trust_held(p.status, p.amount_cents, p.refunded_cents, (
      select d.amount_cents from disputes d where d.firm_id = p.firm_id and d.payment_id = p.id and d.status <> 'won'
      order by d.opened_at desc limit 1)) - (p.amount_cents - p.refunded_cents),
    e.actor, e.at
  from (
    select f.actor, f.at from payment_events f where f.firm_id = p.firm_id and f.payment_id = p.id
      and f.to_status = case p.status when 'dispute_lost' then 'disputed' else p.status end order by f.id desc limit 1) e
  where p.status in ('voided', 'returned', 'disputed', 'dispute_lost')
) moved
where p.client_ref <> '' and p.matter_ref <> '' and moved.cents <> 0
order by moved.at, p.id, moved.cents desc;
--> statement-breakpoint
alter table alerts no force row level security;
--> statement-breakpoint
select watch_trust_matter(m.firm_id, m.account_id, m.client_ref, m.matter_ref, m.currency) from trust_matters m where m.total_cents < 0;
--> statement-breakpoint
alter table alerts force row level security;
--> statement-breakpoint
alter table merchant_accounts force row level security;
--> statement-breakpoint
alter table payments force row level security;
--> statement-breakpoint
alter table payment_events force row level security;
--> statement-breakpoint
alter table refunds force row level security;
--> statement-breakpoint
alter table disputes force row level security;
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['trust_entries', 'trust_matters', 'operating_charges', 'trust_replacements', 'carts', 'cart_parts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
      || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))', t);
  end loop;
  foreach t in array array['trust_entries', 'operating_charges', 'trust_replacements', 'carts', 'cart_parts'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
end $$;
--> statement-breakpoint
-- The ledger is written by triggers alone.
grant select on trust_entries, trust_matters to docketpay_app;
--> statement-breakpoint
grant select, insert on operating_charges, trust_replacements, carts, cart_parts to docketpay_app;
--> statement-breakpoint
create function keep_trust_ledger() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  booked bigint;
  disputed bigint;
  change bigint;
  entry_kind text;
begin
  if tg_op = 'UPDATE' and (new.status, new.refunded_cents, new.settled_at) is not distinct from (old.status, old.refunded_cents, old.settled_at) then
    return null;
  end if;
  if not exists (select 1 from merchant_accounts a where a.firm_id = new.firm_id and a.id = new.account_id and a.kind = 'trust') then
    return null;
  end if;
  perform lock_trust_matter(new.firm_id, new.account_id, new.client_ref, new.matter_ref);
  select sum(e.amount_cents) into booked from trust_entries e
    where e.firm_id = new.firm_id and e.payment_id = new.id and e.kind not in ('replacement', 'replacement_back');
  select d.amount_cents into disputed from disputes d
    where d.firm_id = new.firm_id and d.payment_id = new.id and d.status <> 'won' order by d.opened_at desc limit 1;
  -- What it holds less what is booked: the same move twice writes nothing the second time.
  change := trust_held(new.status, new.amount_cents, new.refunded_cents, disputed) - coalesce(booked, 0);
  if change = 0 and tg_op = 'INSERT' then
    return null;
  end if;
  if change <> 0 then
    entry_kind := case
      when booked is null then 'deposit'
      when new.refunded_cents > old.refunded_cents then 'refund'
      when new.status = 'voided' then 'void'
      when new.status = 'returned' then case when new.settled_at is null then 'deposit_back' else 'return' end
      when change < 0 then 'dispute'
      else 'dispute_won' end;
    insert into trust_entries (firm_id, account_id, client_ref, matter_ref, payment_id, kind, amount_cents, balance_cents, currency, source, purpose, actor, at)
    values (
      new.firm_id, new.account_id, new.client_ref, new.matter_ref, new.id, entry_kind, change, 0, new.currency, new.payer_name, new.invoice_number,
      coalesce(nullif(current_setting('app.actor', true), ''), 'database'),
      coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  end if;
  if booked is not null or change <> 0 then
    perform watch_trust_matter(new.firm_id, new.account_id, new.client_ref, new.matter_ref, new.currency);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger keep_trust_ledger after insert or update on payments for each row execute function keep_trust_ledger();
--> statement-breakpoint
-- Client and matter of money that lies in trust stand.
create function guard_trust_matter() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.client_ref, new.matter_ref) is distinct from (old.client_ref, old.matter_ref)
      and exists (select 1 from trust_entries e where e.firm_id = new.firm_id and e.payment_id = new.id) then
    raise exception 'client and matter of trust payment % never change', old.id using errcode = 'check_violation', constraint = 'trust_matter_fixed';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_trust_matter before update of client_ref, matter_ref on payments for each row execute function guard_trust_matter();
--> statement-breakpoint
-- Trust money goes back only up to what has cleared of the matter (T11), also when two refunds of two payments are asked for at once.
create function guard_refund_trust() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  paid payments%rowtype;
  free bigint;
begin
  select p.* into paid from payments p
    join merchant_accounts a on a.firm_id = p.firm_id and a.id = p.account_id and a.kind = 'trust'
    where p.firm_id = new.firm_id and p.id = new.payment_id;
  if not found then
    return new;
  end if;
  perform lock_trust_matter(paid.firm_id, paid.account_id, paid.client_ref, paid.matter_ref);
  select s.cleared_cents - s.under_way_cents into free
    from trust_standing(paid.firm_id, paid.account_id, paid.client_ref, paid.matter_ref,
      coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now())) s;
  if new.amount_cents > coalesce(free, 0) then
    raise exception 'refund % is above the cleared trust balance of its matter', new.id
      using errcode = 'check_violation', constraint = 'trust_balance_too_low';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- After guard_refund, which has locked the payment (triggers run in the order of their names).
create trigger guard_refund_trust before insert on refunds for each row execute function guard_refund_trust();
--> statement-breakpoint
-- Fees of a trust account come out of an operating account of the firm (T4).
create function guard_fee_account() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.kind = 'trust' and not exists (
      select 1 from merchant_accounts o where o.firm_id = new.firm_id and o.id = new.fee_account_id and o.kind = 'operating' and o.currency = new.currency) then
    raise exception 'trust account % needs an operating account of its currency for fees', new.name
      using errcode = 'check_violation', constraint = 'trust_needs_fee_account';
  end if;
  if new.kind = 'operating' and new.fee_account_id is not null then
    raise exception 'operating account % pays its own fees', new.name using errcode = 'check_violation', constraint = 'trust_needs_fee_account';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_fee_account before insert or update of kind, currency, fee_account_id on merchant_accounts
  for each row execute function guard_fee_account();
--> statement-breakpoint
create function guard_operating_charge() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
      select 1 from merchant_accounts t
      join merchant_accounts o on o.firm_id = t.firm_id and o.id = new.operating_account_id and o.kind = 'operating'
      join payments p on p.firm_id = t.firm_id and p.id = new.payment_id and p.account_id = t.id and p.currency = new.currency
      where t.firm_id = new.firm_id and t.id = new.trust_account_id and t.kind = 'trust') then
    raise exception 'charge % is of a trust payment, against operating', new.id using errcode = 'check_violation', constraint = 'operating_pays';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_operating_charge before insert on operating_charges for each row execute function guard_operating_charge();
--> statement-breakpoint
-- Money that operating put back for a return or chargeback belongs to the matter again. A fee never lowered the matter (credited gross).
create function book_replacement() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  charge operating_charges%rowtype;
  paid payments%rowtype;
begin
  select * into charge from operating_charges c where c.firm_id = new.firm_id and c.id = new.charge_id;
  if new.outcome <> 'replaced' or charge.kind not in ('return', 'chargeback', 'chargeback_back') then
    return null;
  end if;
  select * into paid from payments p where p.firm_id = new.firm_id and p.id = charge.payment_id;
  perform lock_trust_matter(paid.firm_id, paid.account_id, paid.client_ref, paid.matter_ref);
  insert into trust_entries (firm_id, account_id, client_ref, matter_ref, payment_id, kind, amount_cents, balance_cents, currency, source, purpose, actor, at)
  values (
    paid.firm_id, paid.account_id, paid.client_ref, paid.matter_ref, paid.id,
    case when charge.amount_cents > 0 then 'replacement' else 'replacement_back' end, charge.amount_cents, 0, charge.currency, '', new.note, new.actor, new.at);
  perform watch_trust_matter(paid.firm_id, paid.account_id, paid.client_ref, paid.matter_ref, paid.currency);
  return null;
end $$;
--> statement-breakpoint
create trigger book_replacement after insert on trust_replacements for each row execute function book_replacement();
--> statement-breakpoint
-- A part of a cart goes to an account of its kind; trust money names client and matter (guard_account_facts).
create function guard_cart_part() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from merchant_accounts a where a.firm_id = new.firm_id and a.id = new.account_id and a.kind = new.kind) then
    raise exception 'the % part of a cart goes to an account of its kind', new.kind using errcode = 'check_violation', constraint = 'cart_part_kind';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_cart_part before insert on cart_parts for each row execute function guard_cart_part();
--> statement-breakpoint
create trigger guard_account_facts before insert on cart_parts for each row execute function guard_account_facts();
--> statement-breakpoint
-- A surcharge is never trust money (T10) and never above three in a hundred (S2).
create function guard_surcharge() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select 1 from merchant_accounts a where a.firm_id = new.firm_id and a.id = new.account_id and a.kind = 'trust') then
    raise exception 'a surcharge is never trust money' using errcode = 'check_violation', constraint = 'surcharge_not_trust';
  end if;
  -- Rounded half up from at most 300 basis points.
  if new.surcharge_cents * 10000 >= (new.amount_cents - new.surcharge_cents) * 300 + 5001 then
    raise exception 'a surcharge is at most 3 in 100' using errcode = 'check_violation', constraint = 'surcharge_ceiling';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_surcharge before insert on payments for each row when (new.surcharge_cents > 0) execute function guard_surcharge();
--> statement-breakpoint
revoke all on function watch_trust_matter(text, text, text, text, text) from public;
--> statement-breakpoint
alter table merchant_accounts add constraint merchant_accounts_trust_fees check (kind <> 'trust' or fee_account_id is not null) not valid;
