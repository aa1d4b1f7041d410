-- What the database itself refuses. Every rule here stands beneath the same rule in code, so that neither alone is trusted.

create extension if not exists pg_trgm;
--> statement-breakpoint
-- The role of all app work. It owns nothing, so forced row-level security binds it.
do $$
begin
  create role docketpay_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
exception when duplicate_object or unique_violation then null;
end $$;
--> statement-breakpoint
-- Since PostgreSQL 16 whoever makes a role is its member without the right to take it on; the grant gives that right. Where somebody
-- else made the role, they have granted it too.
do $$
begin
  execute format('grant docketpay_app to %I', current_user);
exception when insufficient_privilege then
  if not pg_has_role(current_user, 'docketpay_app', 'member') then raise; end if;
end $$;
--> statement-breakpoint
grant usage on schema public to docketpay_app;
--> statement-breakpoint
grant select, insert, update on all tables in schema public to docketpay_app;
--> statement-breakpoint
grant usage, select on all sequences in schema public to docketpay_app;
--> statement-breakpoint
grant delete on idempotency_keys, rate_limits to docketpay_app;
--> statement-breakpoint
-- Append-only tables: the app may add and read, never change or remove.
revoke update on payment_events, pay_link_events, audit_log, receipts from docketpay_app;
--> statement-breakpoint
revoke insert, update on payment_moves from docketpay_app;
--> statement-breakpoint
revoke insert on payment_events from docketpay_app;
--> statement-breakpoint
revoke all on directory from docketpay_app;
--> statement-breakpoint

-- One firm per transaction. Unset means no rows: current_setting(..., true) is null or '' then, and '' is no firm either.
do $$
declare
  t record;
begin
  for t in
    select c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'firm_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  loop
    execute format('alter table %I enable row level security', t.relname);
    execute format('alter table %I force row level security', t.relname);
    if t.relname <> 'directory' then
      execute format(
        'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
        || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))',
        t.relname);
    end if;
  end loop;
end $$;
--> statement-breakpoint
-- In every function below pg_temp stands last: named first, as it is when it is not named, a temporary table of the app role would
-- stand in for payment_moves, the history or the log.
-- The directory opens only inside its own functions.
create policy directory_functions on directory
  using (current_setting('app.directory', true) = 'open')
  with check (current_setting('app.directory', true) = 'open');
--> statement-breakpoint
create function directory_find(want_kind text, want_key text)
  returns table (firm_id text, ref_id text)
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  -- Set by hand: only a superuser may attach a setting of our own to a function.
  perform set_config('app.directory', 'open', true);
  return query select d.firm_id, d.ref_id from directory d where d.kind = want_kind and d.key = want_key;
  perform set_config('app.directory', '', true);
end $$;
--> statement-breakpoint
create function directory_firms()
  returns table (firm_id text)
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform set_config('app.directory', 'open', true);
  return query select d.firm_id from directory d where d.kind = 'firm' order by d.firm_id;
  perform set_config('app.directory', '', true);
end $$;
--> statement-breakpoint
create function directory_put(new_kind text, new_key text, new_ref_id text)
  returns void
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  if coalesce(current_setting('app.firm_id', true), '') = '' then
    raise exception 'directory_put needs a firm' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('app.directory', 'open', true);
  insert into directory (kind, key, firm_id, ref_id)
  values (new_kind, new_key, current_setting('app.firm_id', true), new_ref_id);
  perform set_config('app.directory', '', true);
end $$;
--> statement-breakpoint
create function directory_remove(old_kind text, old_key text)
  returns void
  language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform set_config('app.directory', 'open', true);
  delete from directory where kind = old_kind and key = old_key and firm_id = current_setting('app.firm_id', true);
  perform set_config('app.directory', '', true);
end $$;
--> statement-breakpoint
revoke all on function directory_find(text, text), directory_firms(), directory_put(text, text, text), directory_remove(text, text) from public;
--> statement-breakpoint
grant execute on function directory_find(text, text), directory_firms(), directory_put(text, text, text), directory_remove(text, text) to docketpay_app;
--> statement-breakpoint

-- The payment state machine: legal moves as data, an illegal one is refused whoever asks.
insert into payment_moves (from_status, to_status) values
  ('created', 'processing'), ('created', 'error'),
  ('processing', 'approved'), ('processing', 'declined'), ('processing', 'error'), ('processing', 'unknown'), ('processing', 'pending'),
  ('unknown', 'approved'), ('unknown', 'declined'), ('unknown', 'error'), ('unknown', 'pending'),
  ('pending', 'settled'), ('pending', 'returned'), ('pending', 'voided'),
  ('approved', 'settled'), ('approved', 'voided'), ('approved', 'partially_refunded'), ('approved', 'refunded'), ('approved', 'disputed'),
  ('settled', 'partially_refunded'), ('settled', 'refunded'), ('settled', 'returned'), ('settled', 'disputed'),
  ('partially_refunded', 'refunded'), ('partially_refunded', 'returned'), ('partially_refunded', 'disputed'),
  ('refunded', 'disputed'), ('refunded', 'returned'),
  ('disputed', 'dispute_lost'), ('disputed', 'settled'), ('disputed', 'partially_refunded'),
  ('dispute_lost', 'settled'), ('dispute_lost', 'partially_refunded');
--> statement-breakpoint
create function guard_payment() returns trigger language plpgsql set search_path = public, pg_temp as $$
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
  if tg_op = 'UPDATE' and (new.amount_cents, new.currency, new.account_id, new.obligation, new.attempt)
      is distinct from (old.amount_cents, old.currency, old.account_id, old.obligation, old.attempt) then
    raise exception 'amount, currency, account and claim of payment % never change', old.id
      using errcode = 'check_violation', constraint = 'payment_facts';
  end if;
  if tg_op = 'UPDATE' and new.refunded_cents < old.refunded_cents then
    raise exception 'what was given back of payment % cannot become less', old.id
      using errcode = 'check_violation', constraint = 'payment_refunded';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_payment before insert or update on payments for each row execute function guard_payment();
--> statement-breakpoint
-- The history is written here, so that no code path can move a payment without a row. app.actor and app.detail are set by the verb.
create function record_payment_event() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- A second refund in part moves money without moving the status.
  if tg_op = 'INSERT' or new.status <> old.status or new.refunded_cents <> old.refunded_cents then
    insert into payment_events (firm_id, payment_id, from_status, to_status, actor, detail, at)
    values (
      new.firm_id, new.id, case when tg_op = 'INSERT' then null else old.status end, new.status,
      coalesce(nullif(current_setting('app.actor', true), ''), 'database'),
      coalesce(nullif(current_setting('app.detail', true), ''), '{}')::jsonb,
      coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()));
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger record_payment_event after insert or update on payments for each row execute function record_payment_event();
--> statement-breakpoint

-- Trust money names its client and matter (T9) and stays in the account's currency.
create function guard_account_facts() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  account merchant_accounts%rowtype;
begin
  select * into account from merchant_accounts a where a.firm_id = new.firm_id and a.id = new.account_id;
  if not found then
    raise exception 'no merchant account %', new.account_id using errcode = 'foreign_key_violation', constraint = 'account_known';
  end if;
  if account.currency <> new.currency then
    raise exception 'account % takes %, not %', account.name, account.currency, new.currency
      using errcode = 'check_violation', constraint = 'account_currency';
  end if;
  if account.kind = 'trust' and (new.client_ref = '' or new.matter_ref = '') then
    raise exception 'trust money names client and matter' using errcode = 'check_violation', constraint = 'trust_needs_matter';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_account_facts before insert or update of client_ref, matter_ref on payments
  for each row execute function guard_account_facts();
--> statement-breakpoint
create trigger guard_account_facts before insert or update of account_id, currency, client_ref, matter_ref on pay_links
  for each row execute function guard_account_facts();
--> statement-breakpoint

-- An account that took operating money cannot turn into a trust account, nor the other way round.
create function guard_account_kind() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.kind, new.currency) is distinct from (old.kind, old.currency) then
    raise exception 'kind and currency of account % never change', old.name using errcode = 'check_violation', constraint = 'account_kind';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_account_kind before update of kind, currency on merchant_accounts
  for each row execute function guard_account_kind();
--> statement-breakpoint

-- What a link asks for stands; a paid or cancelled one stays so.
create function guard_pay_link() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.amount_cents, new.currency, new.account_id, new.token_hash) is distinct from (old.amount_cents, old.currency, old.account_id, old.token_hash) then
    raise exception 'amount, currency, account and token of link % never change', old.id
      using errcode = 'check_violation', constraint = 'pay_link_facts';
  end if;
  if new.status <> old.status and old.status <> 'open' then
    raise exception 'link % is % and stays so', old.id, old.status using errcode = 'check_violation', constraint = 'pay_link_moves';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_pay_link before update on pay_links for each row execute function guard_pay_link();
--> statement-breakpoint

-- Refunds: all that are given, under way or unknown never exceed the payment, and an answered one stays answered.
create function guard_refund() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  paid payments%rowtype;
  gone bigint;
begin
  if tg_op = 'UPDATE' then
    if (new.payment_id, new.amount_cents, new.currency, new.request_key)
        is distinct from (old.payment_id, old.amount_cents, old.currency, old.request_key) then
      raise exception 'payment, amount and request of refund % never change', old.id
        using errcode = 'check_violation', constraint = 'refund_facts';
    end if;
    if new.status <> old.status and (old.status in ('refunded', 'refused') or new.status = 'processing') then
      raise exception 'refund % cannot move from % to %', old.id, old.status, new.status
        using errcode = 'check_violation', constraint = 'refund_moves';
    end if;
    return new;
  end if;
  -- Held until the transaction ends, so that the sum below cannot be overtaken.
  select * into paid from payments p where p.firm_id = new.firm_id and p.id = new.payment_id for no key update;
  if paid.currency <> new.currency then
    raise exception 'payment % is in %, not %', new.payment_id, paid.currency, new.currency
      using errcode = 'check_violation', constraint = 'refund_currency';
  end if;
  select coalesce(sum(r.amount_cents), 0) into gone from refunds r
    where r.firm_id = new.firm_id and r.payment_id = new.payment_id and r.status <> 'refused';
  if gone + new.amount_cents > paid.amount_cents then
    raise exception 'refunds of payment % would exceed it', new.payment_id using errcode = 'check_violation', constraint = 'refunds_within_payment';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_refund before insert or update on refunds for each row execute function guard_refund();
--> statement-breakpoint

-- Audit: each row carries the hash of the one before it, so that a changed, removed or reordered row shows.
create function chain_audit() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head record;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit:' || new.firm_id, 0));
  select a.seq, a.hash into head from audit_log a where a.firm_id = new.firm_id order by a.seq desc limit 1;
  new.seq := coalesce(head.seq, 0) + 1;
  new.prev_hash := coalesce(head.hash, '');
  new.hash := audit_hash(new);
  return new;
end $$;
--> statement-breakpoint
create function audit_hash(entry audit_log) returns text language sql stable as $$
  select encode(sha256(convert_to(
    entry.prev_hash || chr(31) || entry.firm_id || chr(31) || entry.seq::text || chr(31)
    || to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') || chr(31)
    || entry.actor || chr(31) || entry.ip || chr(31) || entry.action || chr(31) || entry.object_type || chr(31)
    || entry.object_id || chr(31) || entry.detail::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
create trigger chain_audit before insert on audit_log for each row execute function chain_audit();
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger audit_append_only before update or delete on audit_log for each row execute function refuse_change();
--> statement-breakpoint
create trigger payment_events_append_only before update or delete on payment_events for each row execute function refuse_change();
--> statement-breakpoint
create trigger pay_link_events_append_only before update or delete on pay_link_events for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_no_truncate before truncate on audit_log for each statement execute function refuse_change();
--> statement-breakpoint
create trigger payment_events_no_truncate before truncate on payment_events for each statement execute function refuse_change();
--> statement-breakpoint
create trigger pay_link_events_no_truncate before truncate on pay_link_events for each statement execute function refuse_change();
--> statement-breakpoint

create index payments_search on payments using gin (search_text gin_trgm_ops);
--> statement-breakpoint
-- Effects are jobs added in the transaction of their cause. The worker's tables stay closed to the app role.
create function enqueue_job(job_task text, job_payload json, unique_key text, not_before timestamptz, tries int)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_job(
    identifier := job_task, payload := job_payload, job_key := unique_key, run_at := not_before, max_attempts := tries);
end $$;
--> statement-breakpoint
-- Many jobs of one kind in one statement: twenty times as fast as one by one.
create function enqueue_jobs(job_task text, job_payloads text[], unique_keys text[], tries int)
  returns void language plpgsql security definer set search_path = public as $$
begin
  perform graphile_worker.add_jobs(array(
    select (job_task, payload::json, null, null, tries, unique_key, null, null)::graphile_worker.job_spec
    from unnest(job_payloads, unique_keys) as wanted (payload, unique_key)));
end $$;
--> statement-breakpoint
revoke all on function enqueue_job(text, json, text, timestamptz, int), enqueue_jobs(text, text[], text[], int) from public;
--> statement-breakpoint
grant execute on function enqueue_job(text, json, text, timestamptz, int), enqueue_jobs(text, text[], text[], int) to docketpay_app;
--> statement-breakpoint
-- The sandbox gateway keeps its own books: neither role sees the other's.
do $$
begin
  create role docketpay_sandbox nologin nosuperuser nobypassrls nocreatedb nocreaterole;
exception when duplicate_object or unique_violation then null;
end $$;
--> statement-breakpoint
do $$
begin
  execute format('grant docketpay_sandbox to %I', current_user);
exception when insufficient_privilege then
  if not pg_has_role(current_user, 'docketpay_sandbox', 'member') then raise; end if;
end $$;
--> statement-breakpoint
grant usage on schema sandbox to docketpay_sandbox;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema sandbox to docketpay_sandbox;
--> statement-breakpoint
grant usage, select on all sequences in schema sandbox to docketpay_sandbox;
