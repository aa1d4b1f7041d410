alter table event_endpoints enable row level security;
--> statement-breakpoint
alter table event_endpoints force row level security;
--> statement-breakpoint
create policy one_firm on event_endpoints
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update on event_endpoints to docketpay_app;
--> statement-breakpoint
alter table event_deliveries enable row level security;
--> statement-breakpoint
alter table event_deliveries force row level security;
--> statement-breakpoint
create policy one_firm on event_deliveries
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
-- The log of calls is kept for some weeks.
grant select, insert, update, delete on event_deliveries to docketpay_app;
