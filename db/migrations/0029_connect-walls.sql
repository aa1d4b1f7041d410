alter table connections enable row level security;
--> statement-breakpoint
alter table connections force row level security;
--> statement-breakpoint
create policy one_firm on connections
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update on connections to docketpay_app;
--> statement-breakpoint
alter table connect_settings enable row level security;
--> statement-breakpoint
alter table connect_settings force row level security;
--> statement-breakpoint
create policy one_firm on connect_settings
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update on connect_settings to docketpay_app;
--> statement-breakpoint
alter table posting_accounts enable row level security;
--> statement-breakpoint
alter table posting_accounts force row level security;
--> statement-breakpoint
create policy one_firm on posting_accounts
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on posting_accounts to docketpay_app;
--> statement-breakpoint
alter table posting_layouts enable row level security;
--> statement-breakpoint
alter table posting_layouts force row level security;
--> statement-breakpoint
create policy one_firm on posting_layouts
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on posting_layouts to docketpay_app;
--> statement-breakpoint
alter table connection_requests enable row level security;
--> statement-breakpoint
alter table connection_requests force row level security;
--> statement-breakpoint
create policy one_firm on connection_requests
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on connection_requests to docketpay_app;
--> statement-breakpoint
alter table connection_nonces enable row level security;
--> statement-breakpoint
alter table connection_nonces force row level security;
--> statement-breakpoint
create policy one_firm on connection_nonces
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, delete on connection_nonces to docketpay_app;
--> statement-breakpoint
alter table allocation_lines enable row level security;
--> statement-breakpoint
alter table allocation_lines force row level security;
--> statement-breakpoint
create policy one_firm on allocation_lines
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert on allocation_lines to docketpay_app;
--> statement-breakpoint
alter table associations enable row level security;
--> statement-breakpoint
alter table associations force row level security;
--> statement-breakpoint
create policy one_firm on associations
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update on associations to docketpay_app;
--> statement-breakpoint
alter table posting_batches enable row level security;
--> statement-breakpoint
alter table posting_batches force row level security;
--> statement-breakpoint
create policy one_firm on posting_batches
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update on posting_batches to docketpay_app;
--> statement-breakpoint
alter table postings enable row level security;
--> statement-breakpoint
alter table postings force row level security;
--> statement-breakpoint
create policy one_firm on postings
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update on postings to docketpay_app;
--> statement-breakpoint
-- What a posting record stands for never changes, but for the item that it is matched to, and that only before it is queued.
create function guard_posting() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.number, new.payment_id, new.place, new.cause, new.reverses_id, new.connection_id, new.account_id, new.amount_cents, new.currency)
      is distinct from
      (old.number, old.payment_id, old.place, old.cause, old.reverses_id, old.connection_id, old.account_id, old.amount_cents, old.currency) then
    raise exception 'what posting % stands for never changes', old.id using errcode = 'check_violation', constraint = 'posting_facts';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
      ('pending', 'incomplete'), ('incomplete', 'pending'), ('pending', 'queued'), ('queued', 'pending'), ('queued', 'incomplete'),
      ('queued', 'posted'), ('pending', 'removed'), ('incomplete', 'removed'), ('removed', 'pending')) then
    raise exception 'posting % cannot move from % to %', old.id, old.state, new.state
      using errcode = 'check_violation', constraint = 'posting_moves';
  end if;
  -- Else one record could stand in two files.
  if old.batch_id is not null and new.batch_id is distinct from old.batch_id then
    raise exception 'posting % stays in its file', old.id using errcode = 'check_violation', constraint = 'posting_in_one_file';
  end if;
  if new.item_key <> old.item_key and new.state not in ('pending', 'incomplete', 'removed') then
    raise exception 'posting % is matched before it is queued', old.id using errcode = 'check_violation', constraint = 'posting_matching';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_posting before update on postings for each row execute function guard_posting();
--> statement-breakpoint
-- A file that was written down is delivered as it is, or not at all.
create function guard_posting_batch() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.number, new.connection_id, new.account_id, new.file_name, new.content, new.sha256, new.records, new.total_cents, new.currency)
      is distinct from
      (old.number, old.connection_id, old.account_id, old.file_name, old.content, old.sha256, old.records, old.total_cents, old.currency) then
    raise exception 'posting batch % never changes', old.id using errcode = 'check_violation', constraint = 'posting_batch_facts';
  end if;
  if old.status = 'delivered' and new.status <> 'delivered' then
    raise exception 'posting batch % was delivered', old.id using errcode = 'check_violation', constraint = 'posting_batch_moves';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_posting_batch before update on posting_batches for each row execute function guard_posting_batch();
--> statement-breakpoint
-- Trust lines sit on trust accounts, invoice lines on operating ones (T3, T9).
create function guard_posting_account() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (
      select 1 from merchant_accounts a
      where a.firm_id = new.firm_id and a.id = new.account_id and (a.kind = 'trust') = (new.kind = 'trust')) then
    raise exception 'posting % is of another kind than its account', new.id
      using errcode = 'check_violation', constraint = 'posting_account_kind';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_posting_account before insert on postings for each row execute function guard_posting_account();
