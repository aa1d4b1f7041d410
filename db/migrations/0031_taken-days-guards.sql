-- Sums of taken money by day and account, kept beside the sums by day (0022): the dashboard reads two years of them at once.
alter table taken_days enable row level security;
--> statement-breakpoint
alter table taken_days force row level security;
--> statement-breakpoint
create policy one_firm on taken_days using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select on taken_days to docketpay_app;
--> statement-breakpoint
-- Money was taken, though some may have gone back. Equal to TAKEN_STATUSES in lib/dashboard/rules.ts (tested).
create function is_taken(status text) returns boolean language sql immutable parallel safe as $$
  select status in ('approved', 'settled', 'pending', 'partially_refunded', 'refunded')
$$;
--> statement-breakpoint
create or replace function count_payment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  zone text;
  was_taken boolean := false;
  now_taken boolean := is_taken(new.status);
begin
  select f.time_zone into zone from firms f where f.firm_id = new.firm_id;
  if tg_op = 'UPDATE' then
    was_taken := is_taken(old.status);
    insert into payment_days (firm_id, day, account_id, source, method_kind, status, payments, amount_cents, refunded_cents)
    values (old.firm_id, (old.created_at at time zone zone)::date, old.account_id, old.source, old.method_kind, old.status,
      -1, -old.amount_cents, -old.refunded_cents);
    -- Most moves, such as settling, change nothing of what was taken.
    if was_taken and now_taken and (new.created_at, new.refunded_cents) = (old.created_at, old.refunded_cents) then
      was_taken := false;
      now_taken := false;
    end if;
    if was_taken then
      insert into taken_days (firm_id, day, account_id, payments, net_cents)
      values (old.firm_id, (old.created_at at time zone zone)::date, old.account_id, -1, old.refunded_cents - old.amount_cents);
    end if;
  end if;
  insert into payment_days (firm_id, day, account_id, source, method_kind, status, payments, amount_cents, refunded_cents)
  values (new.firm_id, (new.created_at at time zone zone)::date, new.account_id, new.source, new.method_kind, new.status,
    1, new.amount_cents, new.refunded_cents);
  if now_taken then
    insert into taken_days (firm_id, day, account_id, payments, net_cents)
    values (new.firm_id, (new.created_at at time zone zone)::date, new.account_id, 1, new.amount_cents - new.refunded_cents);
  end if;
  return null;
end $$;
--> statement-breakpoint
-- As before (0022), and the days of taken money too, in one statement still. The tables come in the order in which a payment and
-- `rebuild_payment_days` lock them. How many rows of the first were put together is what is told.
create or replace function compact_payment_days() returns bigint language sql security definer set search_path = public, pg_temp as $$
  with several as (
    select d.firm_id, d.day, d.account_id, d.source, d.method_kind, d.status from payment_days d
    where d.firm_id = nullif(current_setting('app.firm_id', true), '')
    group by 1, 2, 3, 4, 5, 6 having count(*) > 1
  ), gone as (
    delete from payment_days d using several s
    where d.firm_id = s.firm_id and d.day = s.day and d.account_id = s.account_id and d.source = s.source
      and d.method_kind = s.method_kind and d.status = s.status
    returning d.*
  ), put_together as (
    insert into payment_days (firm_id, day, account_id, source, method_kind, status, payments, amount_cents, refunded_cents)
    select firm_id, day, account_id, source, method_kind, status, sum(payments), sum(amount_cents), sum(refunded_cents)
    from gone group by 1, 2, 3, 4, 5, 6
    having sum(payments) <> 0 or sum(amount_cents) <> 0 or sum(refunded_cents) <> 0
  ), several_taken as (
    select d.firm_id, d.day, d.account_id from taken_days d
    where d.firm_id = nullif(current_setting('app.firm_id', true), '')
    group by 1, 2, 3 having count(*) > 1
  ), taken_gone as (
    delete from taken_days d using several_taken s
    where d.firm_id = s.firm_id and d.day = s.day and d.account_id = s.account_id
    returning d.*
  ), taken_together as (
    insert into taken_days (firm_id, day, account_id, payments, net_cents)
    select firm_id, day, account_id, sum(payments), sum(net_cents) from taken_gone group by 1, 2, 3
    having sum(payments) <> 0 or sum(net_cents) <> 0
  )
  select count(*) from gone
$$;
--> statement-breakpoint
create or replace function rebuild_payment_days() returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_firm text := nullif(current_setting('app.firm_id', true), '');
begin
  lock table payment_days, taken_days in share row exclusive mode;
  delete from payment_days d where d.firm_id = of_firm;
  delete from taken_days d where d.firm_id = of_firm;
  insert into payment_days (firm_id, day, account_id, source, method_kind, status, payments, amount_cents, refunded_cents)
  select p.firm_id, (p.created_at at time zone f.time_zone)::date, p.account_id, p.source, p.method_kind, p.status,
    count(*), sum(p.amount_cents), sum(p.refunded_cents)
  from payments p join firms f on f.firm_id = p.firm_id
  where p.firm_id = of_firm
  group by 1, 2, 3, 4, 5, 6;
  insert into taken_days (firm_id, day, account_id, payments, net_cents)
  select d.firm_id, d.day, d.account_id, sum(d.payments), sum(d.amount_cents - d.refunded_cents)
  from payment_days d where d.firm_id = of_firm and is_taken(d.status)
  group by 1, 2, 3;
end $$;
--> statement-breakpoint
revoke all on function is_taken(text) from public;
--> statement-breakpoint
-- Days from before. Forced row-level security binds the owner too, and no firm is set here.
alter table payment_days no force row level security;
--> statement-breakpoint
alter table taken_days no force row level security;
--> statement-breakpoint
insert into taken_days (firm_id, day, account_id, payments, net_cents)
select d.firm_id, d.day, d.account_id, sum(d.payments), sum(d.amount_cents - d.refunded_cents)
from payment_days d where is_taken(d.status)
group by 1, 2, 3
having sum(d.payments) <> 0 or sum(d.amount_cents - d.refunded_cents) <> 0;
--> statement-breakpoint
alter table payment_days force row level security;
--> statement-breakpoint
alter table taken_days force row level security;
