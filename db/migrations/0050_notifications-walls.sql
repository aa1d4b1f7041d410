alter table notification_addresses enable row level security;
--> statement-breakpoint
alter table notification_addresses force row level security;
--> statement-breakpoint
create policy one_firm on notification_addresses
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on notification_addresses to docketpay_app;
--> statement-breakpoint
alter table audit_checks enable row level security;
--> statement-breakpoint
alter table audit_checks force row level security;
--> statement-breakpoint
create policy one_firm on audit_checks
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update on audit_checks to docketpay_app;
--> statement-breakpoint
grant insert, update on api_keys to docketpay_app;
--> statement-breakpoint
-- Some jobs let every other go first however few are added at once: what colleagues are told waits for what a client waits for.
drop function enqueue_jobs(text, text[], text[], int);
--> statement-breakpoint
create function enqueue_jobs(job_task text, job_payloads text[], unique_keys text[], tries int, gives_way boolean default false)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  priority int := case when gives_way or cardinality(job_payloads) > 20 then 10 else 0 end;
begin
  perform graphile_worker.add_jobs(array(
    select (job_task, payload::json, null, null, tries, unique_key, priority, null)::graphile_worker.job_spec
    from unnest(job_payloads, unique_keys) as wanted (payload, unique_key)));
end $$;
--> statement-breakpoint
revoke all on function enqueue_jobs(text, text[], text[], int, boolean) from public;
--> statement-breakpoint
grant execute on function enqueue_jobs(text, text[], text[], int, boolean) to docketpay_app;
