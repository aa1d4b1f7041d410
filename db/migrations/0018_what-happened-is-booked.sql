-- Trust money goes back only up to what has cleared of the matter (T11), also when two refunds of two payments are asked for at once. What
-- was given back at the gateway itself has happened: it is always booked, and a matter that it takes below zero raises its alarm.
create or replace function guard_refund_trust() returns trigger language plpgsql set search_path = public, pg_temp as $$
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
  if new.created_by like 'gateway:%' then
    return new;
  end if;
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
-- As every function that runs with its owner's rights: a caller's temporary tables come last.
create or replace function enqueue_jobs(job_task text, job_payloads text[], unique_keys text[], tries int)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform graphile_worker.add_jobs(array(
    select (job_task, payload::json, null, null, tries, unique_key, null, null)::graphile_worker.job_spec
    from unnest(job_payloads, unique_keys) as wanted (payload, unique_key)));
end $$;
