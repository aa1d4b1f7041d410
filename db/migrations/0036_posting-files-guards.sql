-- A file that the service refused for good was never delivered: its records may leave it, once and for ever. Every other file keeps its own.
create or replace function guard_posting() returns trigger language plpgsql set search_path = public, pg_temp as $$
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
  if old.batch_id is not null and new.batch_id is distinct from old.batch_id and not (new.batch_id is null and exists (
      select 1 from posting_batches b where b.firm_id = old.firm_id and b.id = old.batch_id and b.status = 'refused')) then
    raise exception 'posting % stays in its file', old.id using errcode = 'check_violation', constraint = 'posting_in_one_file';
  end if;
  if new.item_key <> old.item_key and new.state not in ('pending', 'incomplete', 'removed') then
    raise exception 'posting % is matched before it is queued', old.id using errcode = 'check_violation', constraint = 'posting_matching';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Neither a delivered file nor one that was refused comes back.
create or replace function guard_posting_batch() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.number, new.connection_id, new.account_id, new.file_name, new.content, new.encoding, new.sha256, new.records, new.total_cents, new.currency)
      is distinct from
      (old.number, old.connection_id, old.account_id, old.file_name, old.content, old.encoding, old.sha256, old.records, old.total_cents, old.currency) then
    raise exception 'posting batch % never changes', old.id using errcode = 'check_violation', constraint = 'posting_batch_facts';
  end if;
  if old.status <> 'open' and new.status <> old.status then
    raise exception 'posting batch % is %', old.id, old.status using errcode = 'check_violation', constraint = 'posting_batch_moves';
  end if;
  return new;
end $$;
