-- Comparisons of both books: walls between firms, and what stays as it was written.
do $$
declare
  t text;
begin
  foreach t in array array['comparisons', 'breaks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
      || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))', t);
    execute format('grant select, insert, update on %I to docketpay_app', t);
  end loop;
end $$;
--> statement-breakpoint
-- What a break says never changes, and a closed one stays closed; that it was seen again may still be added.
create function guard_break() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.account_id, new.kind, new.reference, new.gateway_ref, new.found_at)
      is distinct from (old.account_id, old.kind, old.reference, old.gateway_ref, old.found_at) then
    raise exception 'break % never changes', old.id using errcode = 'check_violation', constraint = 'break_facts';
  end if;
  if old.closed_at is not null and (new.closed_at, new.closed_by, new.note, new.difference_cents)
      is distinct from (old.closed_at, old.closed_by, old.note, old.difference_cents) then
    raise exception 'break % is closed and stays so', old.id using errcode = 'check_violation', constraint = 'break_facts';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_break before update on breaks for each row execute function guard_break();
--> statement-breakpoint
create function guard_comparison() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.finished_at is not null or (new.account_id, new.from_at, new.to_at, new.started_at)
      is distinct from (old.account_id, old.from_at, old.to_at, old.started_at) then
    raise exception 'comparison % never changes', old.id using errcode = 'check_violation', constraint = 'comparison_facts';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_comparison before update on comparisons for each row execute function guard_comparison();
--> statement-breakpoint
grant select, insert, update on installation to docketpay_app;
--> statement-breakpoint
-- Which database this is: the cluster, the database in it, and the timeline, which a promotion or a restore to a point in time changes.
-- A host may keep part of it from us; that part is "?" then, always.
create function database_identity() returns text language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  cluster text := '?';
  line text := '?';
begin
  begin
    select s.system_identifier::text into cluster from pg_control_system() s;
  exception when insufficient_privilege or undefined_function or feature_not_supported then null;
  end;
  begin
    line := substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8);
  exception when insufficient_privilege or undefined_function or feature_not_supported or object_not_in_prerequisite_state then null;
  end;
  return cluster || '/' || (select d.oid::text from pg_database d where d.datname = current_database()) || '/' || line;
end $$;
--> statement-breakpoint
revoke all on function database_identity() from public;
--> statement-breakpoint
grant execute on function database_identity() to docketpay_app;
--> statement-breakpoint
-- The witness outside trusts these two: they only rise.
create function guard_installation() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.epoch < old.epoch or new.mark < old.mark then
    raise exception 'epoch and mark of the installation only rise' using errcode = 'check_violation', constraint = 'installation_rises';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_installation before update on installation for each row execute function guard_installation();
--> statement-breakpoint
-- As before, but a stop of all money shows on the link's firm too.
create or replace function open_pay_link(wanted_hash text)
  returns table (link json, firm json, account json, attempt json, receipt_sealed text)
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
      row_to_json(a), row_to_json(p), r.token_sealed
    from pay_links l
    join firms f on f.firm_id = l.firm_id
    join merchant_accounts a on a.firm_id = l.firm_id and a.id = l.account_id
    left join installation i on true
    -- The newest attempt is the one that counts: it holds the claim, or nobody does.
    left join lateral (
      select t.id, t.status, t.challenge_url, t.receipt_emails from payments t
      where t.firm_id = l.firm_id and t.obligation = 'link:' || l.id
      order by t.attempt desc limit 1
    ) p on true
    left join receipts r on r.firm_id = l.firm_id and r.payment_id = p.id
    where l.firm_id = entry.firm_id and l.id = entry.ref_id;
  perform set_config('app.firm_id', '', true);
end $$;
