-- Payment schedules: walls between firms, and what no code may do.
do $$
declare
  t text;
begin
  foreach t in array array['schedule_plans', 'schedules', 'schedule_runs', 'schedule_mandates', 'schedule_events'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
      || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))', t);
    execute format('grant select, insert on %I to docketpay_app', t);
  end loop;
end $$;
--> statement-breakpoint
grant update on schedules, schedule_runs to docketpay_app;
--> statement-breakpoint
-- Inserting into a bigserial needs the sequence.
grant usage, select on sequence schedule_events_id_seq to docketpay_app;
--> statement-breakpoint
create trigger schedule_events_append_only before update or delete on schedule_events for each row execute function refuse_change();
--> statement-breakpoint
create trigger schedule_events_no_truncate before truncate on schedule_events for each statement execute function refuse_change();
--> statement-breakpoint
create trigger schedule_mandates_append_only before update or delete on schedule_mandates for each row execute function refuse_change();
--> statement-breakpoint
create trigger schedule_mandates_no_truncate before truncate on schedule_mandates for each statement execute function refuse_change();
--> statement-breakpoint
create trigger follow_merged_payer before insert or update of payer_id on schedules for each row execute function follow_merged_payer();
--> statement-breakpoint
-- Trust money is of one client and matter; a cancelled schedule stays cancelled.
create function guard_schedule() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  account merchant_accounts%rowtype;
begin
  select * into account from merchant_accounts a where a.firm_id = new.firm_id and a.id = new.account_id;
  if account.currency is distinct from new.currency
      or (account.kind = 'trust' and (new.client_ref = '' or new.matter_ref = '')) then
    raise exception 'schedule % does not fit its account', new.id using errcode = 'check_violation', constraint = 'schedule_account';
  end if;
  if tg_op = 'UPDATE' and (new.account_id <> old.account_id or (old.status = 'cancelled' and new.status <> 'cancelled')) then
    raise exception 'schedule % cannot change so', new.id using errcode = 'check_violation', constraint = 'schedule_moves';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_schedule before insert or update of account_id, currency, client_ref, matter_ref, status on schedules
  for each row execute function guard_schedule();
--> statement-breakpoint
-- What is over stays over, but money that came back; a round never begins twice and an amount never changes.
create function guard_schedule_run() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.round < old.round or new.amount_cents <> old.amount_cents or (new.status <> old.status and (old.status, new.status) not in (
      ('due', 'charging'), ('due', 'failed'), ('due', 'skipped'), ('due', 'resolved'), ('due', 'missed'),
      ('charging', 'clearing'), ('charging', 'paid'), ('charging', 'due'), ('charging', 'failed'),
      ('clearing', 'paid'), ('clearing', 'due'), ('clearing', 'failed'), ('clearing', 'resolved'),
      ('paid', 'due'), ('paid', 'failed'), ('paid', 'resolved'),
      ('failed', 'due'), ('failed', 'paid'), ('failed', 'resolved'), ('missed', 'due'), ('missed', 'resolved'))) then
    raise exception 'run % of schedule % cannot move from % to %', old.period, old.schedule_id, old.status, new.status
      using errcode = 'check_violation', constraint = 'schedule_run_moves';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_schedule_run before update on schedule_runs for each row execute function guard_schedule_run();
