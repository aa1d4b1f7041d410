alter table firm_logos enable row level security;
--> statement-breakpoint
alter table firm_logos force row level security;
--> statement-breakpoint
create policy one_firm on firm_logos
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
-- Mails that were sent show earlier logos: none is changed or taken away.
grant select, insert on firm_logos to docketpay_app;
--> statement-breakpoint
alter table mail_texts enable row level security;
--> statement-breakpoint
alter table mail_texts force row level security;
--> statement-breakpoint
create policy one_firm on mail_texts
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update on mail_texts to docketpay_app;
