alter table connect_drafts enable row level security;
--> statement-breakpoint
alter table connect_drafts force row level security;
--> statement-breakpoint
create policy one_firm on connect_drafts
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on connect_drafts to docketpay_app;
