ALTER TABLE "mails" DROP CONSTRAINT "mails_status";--> statement-breakpoint
DROP INDEX "pay_links_expiring";--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "leased_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "mails_queued" ON "mails" USING btree ("firm_id","created_at") WHERE status = 'queued';--> statement-breakpoint
CREATE INDEX "pay_links_expiring" ON "pay_links" USING btree ("firm_id","expires_at","id") WHERE status = 'open' and expiry_noticed_at is null;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_status" CHECK ("mails"."status" in ('queued', 'sent', 'failed', 'dropped'));--> statement-breakpoint
-- Readiness compares the migrations that ran with those of the program.
GRANT USAGE ON SCHEMA drizzle TO docketpay_app;--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO docketpay_app;--> statement-breakpoint
-- What waits in the queue, for metrics; the worker's tables stay closed to the app role.
CREATE FUNCTION job_counts()
  RETURNS TABLE (task text, waiting bigint, running bigint, given_up bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
AS $$
  SELECT j.task_identifier,
    count(*) FILTER (WHERE j.locked_at IS NULL AND j.attempts < j.max_attempts),
    count(*) FILTER (WHERE j.locked_at IS NOT NULL),
    count(*) FILTER (WHERE j.locked_at IS NULL AND j.attempts >= j.max_attempts)
  FROM graphile_worker.jobs j GROUP BY 1 ORDER BY 1
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION job_counts() FROM public;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION job_counts() TO docketpay_app;
