-- What readiness and metrics may see.
-- Readiness compares the migrations that ran with those of the program.
grant usage on schema drizzle to docketpay_app;
--> statement-breakpoint
grant select on drizzle.__drizzle_migrations to docketpay_app;
--> statement-breakpoint
-- What waits in the queue; the worker's own tables stay closed to the app role.
create function job_counts()
  returns table (task text, waiting bigint, running bigint, given_up bigint)
  language sql stable security definer set search_path = public, pg_temp
as $$
  select j.task_identifier,
    count(*) filter (where j.locked_at is null and j.attempts < j.max_attempts),
    count(*) filter (where j.locked_at is not null),
    count(*) filter (where j.locked_at is null and j.attempts >= j.max_attempts)
  from graphile_worker.jobs j group by 1 order by 1
$$;
--> statement-breakpoint
revoke all on function job_counts() from public;
--> statement-breakpoint
grant execute on function job_counts() to docketpay_app;
