alter table reminder_opt_outs enable row level security;
--> statement-breakpoint
alter table reminder_opt_outs force row level security;
--> statement-breakpoint
create policy one_firm on reminder_opt_outs
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
-- Whoever changes their mind is taken out again.
grant select, insert, delete on reminder_opt_outs to docketpay_app;
