-- The mails of an upload, thousands at once, let everything else go first: a client's receipt, and the upload that makes the next links.
create or replace function enqueue_jobs(job_task text, job_payloads text[], unique_keys text[], tries int)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  priority int := case when cardinality(job_payloads) > 20 then 10 else 0 end;
begin
  perform graphile_worker.add_jobs(array(
    select (job_task, payload::json, null, null, tries, unique_key, priority, null)::graphile_worker.job_spec
    from unnest(job_payloads, unique_keys) as wanted (payload, unique_key)));
end $$;
