-- Further tries of a call to a firm's own program let every other job go first, as the first one does: a program that hangs for ten
-- seconds a hundred times keeps no receipt waiting. The old five arguments still do, so that both versions of the program can run.
drop function enqueue_jobs(text, text[], text[], int, boolean);
--> statement-breakpoint
create function enqueue_jobs(
  job_task text, job_payloads text[], unique_keys text[], tries int, gives_way boolean default false, not_before timestamptz default null
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  priority int := case when gives_way or cardinality(job_payloads) > 20 then 10 else 0 end;
begin
  perform graphile_worker.add_jobs(array(
    select (job_task, payload::json, null, not_before, tries, unique_key, priority, null)::graphile_worker.job_spec
    from unnest(job_payloads, unique_keys) as wanted (payload, unique_key)));
end $$;
--> statement-breakpoint
revoke all on function enqueue_jobs(text, text[], text[], int, boolean, timestamptz) from public;
--> statement-breakpoint
grant execute on function enqueue_jobs(text, text[], text[], int, boolean, timestamptz) to docketpay_app;
