-- Voids, disputes and alerts: walls between firms, and what the database refuses whoever asks.
do $$
declare
  t text;
begin
  foreach t in array array['voids', 'disputes', 'alerts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
      || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))', t);
    execute format('grant select, insert, update on %I to docketpay_app', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update, delete on sandbox.methods to docketpay_sandbox;
--> statement-breakpoint
-- A dispute that ends well leaves a payment as refunded as it was before.
insert into payment_moves (from_status, to_status) values ('disputed', 'refunded'), ('dispute_lost', 'refunded');
--> statement-breakpoint
create or replace function guard_payment() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'created' then
      raise exception 'a payment begins as created, not %', new.status using errcode = 'check_violation', constraint = 'payment_moves';
    end if;
  elsif new.status <> old.status then
    if not exists (select 1 from payment_moves m where m.from_status = old.status and m.to_status = new.status) then
      raise exception 'payment % cannot move from % to %', old.id, old.status, new.status
        using errcode = 'check_violation', constraint = 'payment_moves';
    end if;
  end if;
  if tg_op = 'UPDATE' and (new.amount_cents, new.surcharge_cents, new.currency, new.account_id, new.obligation, new.attempt)
      is distinct from (old.amount_cents, old.surcharge_cents, old.currency, old.account_id, old.obligation, old.attempt) then
    raise exception 'amount, surcharge, currency, account and claim of payment % never change', old.id
      using errcode = 'check_violation', constraint = 'payment_facts';
  end if;
  if tg_op = 'UPDATE' and new.refunded_cents < old.refunded_cents then
    raise exception 'what was given back of payment % cannot become less', old.id
      using errcode = 'check_violation', constraint = 'payment_refunded';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- A void takes the whole charge back: it and a refund exclude each other, also when both are pressed at once.
create function guard_void() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  paid payments%rowtype;
begin
  if tg_op = 'UPDATE' then
    if new.payment_id <> old.payment_id then
      raise exception 'the payment of void % never changes', old.id using errcode = 'check_violation', constraint = 'void_facts';
    end if;
    if new.status <> old.status and (old.status in ('voided', 'refused') or new.status = 'processing') then
      raise exception 'void % cannot move from % to %', old.id, old.status, new.status
        using errcode = 'check_violation', constraint = 'void_moves';
    end if;
    return new;
  end if;
  select * into paid from payments p where p.firm_id = new.firm_id and p.id = new.payment_id for no key update;
  if paid.status not in ('approved', 'pending') or paid.refunded_cents > 0 then
    raise exception 'payment % is % and can no longer be voided', new.payment_id, paid.status
      using errcode = 'check_violation', constraint = 'void_allowed';
  end if;
  if exists (select 1 from refunds r where r.firm_id = new.firm_id and r.payment_id = new.payment_id and r.status <> 'refused') then
    raise exception 'payment % has a refund and cannot be voided', new.payment_id
      using errcode = 'check_violation', constraint = 'void_or_refund';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_void before insert or update on voids for each row execute function guard_void();
--> statement-breakpoint
create function guard_refund_beside_void() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  -- guard_refund has locked the payment by now (triggers run in the order of their names).
  if exists (select 1 from voids v where v.firm_id = new.firm_id and v.payment_id = new.payment_id and v.status <> 'refused') then
    raise exception 'payment % is being voided', new.payment_id using errcode = 'check_violation', constraint = 'void_or_refund';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_refund_beside_void before insert on refunds for each row execute function guard_refund_beside_void();
--> statement-breakpoint
-- A dispute keeps what it is about; won after lost happens, open again does not.
create function guard_dispute() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.payment_id, new.gateway_ref, new.amount_cents, new.currency) is distinct from (old.payment_id, old.gateway_ref, old.amount_cents, old.currency) then
    raise exception 'payment and amount of dispute % never change', old.gateway_ref using errcode = 'check_violation', constraint = 'dispute_facts';
  end if;
  if new.status <> old.status and (new.status = 'open' or old.status = 'won') then
    raise exception 'dispute % cannot move from % to %', old.gateway_ref, old.status, new.status
      using errcode = 'check_violation', constraint = 'dispute_moves';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_dispute before update on disputes for each row execute function guard_dispute();
--> statement-breakpoint
-- What a person or a cause closed stays closed; the same cause again is a new alert.
create function guard_alert() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.closed_at is not null or (new.kind, new.object_type, new.object_id) is distinct from (old.kind, old.object_type, old.object_id) then
    raise exception 'alert % never changes', old.id using errcode = 'check_violation', constraint = 'alert_facts';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_alert before update on alerts for each row execute function guard_alert();
--> statement-breakpoint
-- What an event said stays; only that it was seen to is added. Events from before this rule were seen to when they came.
update webhook_events set handled_at = received_at where handled_at is null;
--> statement-breakpoint
grant update (handled_at) on webhook_events to docketpay_app;
