-- Lists of payments: a view that sees one firm, and counts and sums by day.

-- The role that the view works as. Row-level security keeps a condition such as LIKE, which is not proven to leak nothing, away from
-- indexes until the firm's policy has been asked row by row. For this role the policy is "true", and the view holds the firm's
-- condition itself. It may read, and only what lists show; nobody can become it but the owner of the database.
do $$
begin
  create role docketpay_lists nologin nosuperuser nobypassrls nocreatedb nocreaterole;
exception when duplicate_object or unique_violation then null;
end $$;
--> statement-breakpoint
do $$
begin
  execute format('grant docketpay_lists to %I', current_user);
exception when insufficient_privilege then
  if not pg_has_role(current_user, 'docketpay_lists', 'member') then raise; end if;
end $$;
--> statement-breakpoint
-- CREATE only while the view changes hands.
grant usage, create on schema public to docketpay_lists;
--> statement-breakpoint
create policy lists on payments for select to docketpay_lists using (true);
--> statement-breakpoint
create view listed_payments as
  select firm_id, id, number, source, status, obligation, attempt, account_id, amount_cents, refunded_cents, surcharge_cents, fee_cents,
    currency, payer_id, payer_name, receipt_emails, link_id, cart_id, invoice_number, client_ref, matter_ref, note, custom_fields,
    billing_address, locale, gateway, charge_use, saved_method_id, gateway_ref, auth_code, method_kind, method_brand, method_last4,
    method_funding, authorization_text, decline_code, return_code, submitted_at, check_at, checks, asked_at, created_by, created_at,
    approved_at, settled_at, search_text
  from payments
  where firm_id = nullif(current_setting('app.firm_id', true), '');
--> statement-breakpoint
grant select (firm_id, id, number, source, status, obligation, attempt, account_id, amount_cents, refunded_cents, surcharge_cents, fee_cents,
    currency, payer_id, payer_name, receipt_emails, link_id, cart_id, invoice_number, client_ref, matter_ref, note, custom_fields,
    billing_address, locale, gateway, charge_use, saved_method_id, gateway_ref, auth_code, method_kind, method_brand, method_last4,
    method_funding, authorization_text, decline_code, return_code, submitted_at, check_at, checks, asked_at, created_by, created_at,
    approved_at, settled_at, search_text)
  on payments to docketpay_lists;
--> statement-breakpoint
revoke all on listed_payments from docketpay_app;
--> statement-breakpoint
grant select on listed_payments to docketpay_app;
--> statement-breakpoint
alter view listed_payments owner to docketpay_lists;
--> statement-breakpoint
revoke create on schema public from docketpay_lists;
--> statement-breakpoint
-- Its policy holds for its members too. A migration that changes the view takes the grant above again, and gives it back.
do $$
begin
  execute format('revoke docketpay_lists from %I', current_user);
exception when insufficient_privilege then null;
end $$;
--> statement-breakpoint

-- Sums by day. Rows are differences, only ever added: a row for each day that every charge of that day changes would let them wait
-- for each other.
alter table payment_days enable row level security;
--> statement-breakpoint
alter table payment_days force row level security;
--> statement-breakpoint
create policy one_firm on payment_days using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select on payment_days to docketpay_app;
--> statement-breakpoint
create function count_payment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  zone text;
begin
  select f.time_zone into zone from firms f where f.firm_id = new.firm_id;
  if tg_op = 'UPDATE' then
    insert into payment_days (firm_id, day, account_id, source, method_kind, status, payments, amount_cents, refunded_cents)
    values (old.firm_id, (old.created_at at time zone zone)::date, old.account_id, old.source, old.method_kind, old.status,
      -1, -old.amount_cents, -old.refunded_cents);
  end if;
  insert into payment_days (firm_id, day, account_id, source, method_kind, status, payments, amount_cents, refunded_cents)
  values (new.firm_id, (new.created_at at time zone zone)::date, new.account_id, new.source, new.method_kind, new.status,
    1, new.amount_cents, new.refunded_cents);
  return null;
end $$;
--> statement-breakpoint
create trigger count_new_payment after insert on payments for each row execute function count_payment();
--> statement-breakpoint
create trigger count_moved_payment after update of status, refunded_cents, method_kind, source, created_at on payments for each row
  when ((new.status, new.refunded_cents, new.method_kind, new.source, new.created_at)
    is distinct from (old.status, old.refunded_cents, old.method_kind, old.source, old.created_at))
  execute function count_payment();
--> statement-breakpoint
-- Puts the rows of each key together, of the firm that is set. One statement, so that readers see it done or not at all; rows that are
-- added meanwhile stay for the next time.
create function compact_payment_days() returns bigint language sql security definer set search_path = public, pg_temp as $$
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
  )
  select count(*) from gone
$$;
--> statement-breakpoint
-- Writes the sums of the firm that is set anew from its payments. Whoever moves a payment waits meanwhile.
create function rebuild_payment_days() returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of_firm text := nullif(current_setting('app.firm_id', true), '');
begin
  lock table payment_days in share row exclusive mode;
  delete from payment_days d where d.firm_id = of_firm;
  insert into payment_days (firm_id, day, account_id, source, method_kind, status, payments, amount_cents, refunded_cents)
  select p.firm_id, (p.created_at at time zone f.time_zone)::date, p.account_id, p.source, p.method_kind, p.status,
    count(*), sum(p.amount_cents), sum(p.refunded_cents)
  from payments p join firms f on f.firm_id = p.firm_id
  where p.firm_id = of_firm
  group by 1, 2, 3, 4, 5, 6;
end $$;
--> statement-breakpoint
revoke all on function compact_payment_days(), rebuild_payment_days() from public;
--> statement-breakpoint
grant execute on function compact_payment_days() to docketpay_app;
--> statement-breakpoint
-- A firm that moves to another zone has other days.
create function recount_days_of_zone() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform rebuild_payment_days();
  return null;
end $$;
--> statement-breakpoint
create trigger recount_days_of_zone after update of time_zone on firms for each row
  when (new.time_zone is distinct from old.time_zone) execute function recount_days_of_zone();
--> statement-breakpoint
-- Payments from before. Forced row-level security binds the owner too, and no firm is set here.
alter table payments no force row level security;
--> statement-breakpoint
alter table firms no force row level security;
--> statement-breakpoint
alter table payment_days no force row level security;
--> statement-breakpoint
insert into payment_days (firm_id, day, account_id, source, method_kind, status, payments, amount_cents, refunded_cents)
select p.firm_id, (p.created_at at time zone f.time_zone)::date, p.account_id, p.source, p.method_kind, p.status,
  count(*), sum(p.amount_cents), sum(p.refunded_cents)
from payments p join firms f on f.firm_id = p.firm_id
group by 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
alter table payments force row level security;
--> statement-breakpoint
alter table firms force row level security;
--> statement-breakpoint
alter table payment_days force row level security;
