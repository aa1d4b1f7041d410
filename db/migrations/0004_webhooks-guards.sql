-- Received events are added and read, never changed.
alter table webhook_events enable row level security;
--> statement-breakpoint
alter table webhook_events force row level security;
--> statement-breakpoint
create policy one_firm on webhook_events
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert on webhook_events to docketpay_app;
