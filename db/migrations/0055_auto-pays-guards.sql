-- Auto-Pays: walls between firms, and what no code may do.
do $$
declare
  t text;
begin
  foreach t in array array['auto_pays', 'auto_pay_enrollments', 'auto_pay_runs', 'auto_pay_events'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
      || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))', t);
    execute format('grant select, insert on %I to docketpay_app', t);
  end loop;
end $$;
--> statement-breakpoint
grant update on auto_pays, auto_pay_runs to docketpay_app;
--> statement-breakpoint
grant delete on auto_pay_enrollments to docketpay_app;
--> statement-breakpoint
-- Inserting into a bigserial needs the sequence.
grant usage, select on sequence auto_pay_events_id_seq to docketpay_app;
--> statement-breakpoint
create trigger auto_pay_events_append_only before update or delete on auto_pay_events for each row execute function refuse_change();
--> statement-breakpoint
create trigger auto_pay_events_no_truncate before truncate on auto_pay_events for each statement execute function refuse_change();
--> statement-breakpoint
create trigger follow_merged_payer before insert or update of payer_id on auto_pays for each row execute function follow_merged_payer();
--> statement-breakpoint
-- A machine never pays into trust, nor in another currency than the account's; a cancelled one stays cancelled.
create function guard_auto_pay() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
      select 1 from merchant_accounts a
      where a.firm_id = new.firm_id and a.id = new.account_id and a.kind = 'operating' and a.currency = new.currency) then
    raise exception 'auto-pay % needs an operating account of its currency', new.id
      using errcode = 'check_violation', constraint = 'auto_pay_account';
  end if;
  if tg_op = 'UPDATE' and (
      new.connection_id <> old.connection_id
      or (old.status = 'cancelled' and new.status <> 'cancelled')
      or (old.status <> 'draft' and new.status = 'draft')) then
    raise exception 'auto-pay % cannot change so', new.id using errcode = 'check_violation', constraint = 'auto_pay_moves';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_auto_pay before insert or update of account_id, currency, connection_id, status on auto_pays for each row execute function guard_auto_pay();
--> statement-breakpoint
-- A run that is paid only fails when its money comes back; a round never begins twice.
create function guard_auto_pay_run() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.round < old.round or (new.status <> old.status and (old.status, new.status) not in (
      ('open', 'charging'), ('open', 'nothing_due'), ('open', 'failed'), ('open', 'skipped'),
      ('charging', 'paid'), ('charging', 'open'), ('charging', 'failed'),
      ('paid', 'failed'), ('failed', 'open'), ('failed', 'paid'))) then
    raise exception 'run % of auto-pay % cannot move from % to %', old.run_on, old.auto_pay_id, old.status, new.status
      using errcode = 'check_violation', constraint = 'auto_pay_run_moves';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_auto_pay_run before update on auto_pay_runs for each row execute function guard_auto_pay_run();
