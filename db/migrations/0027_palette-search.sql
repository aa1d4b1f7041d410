-- Global search over payers and links: views that see one firm, as listed_payments does (0022), so that text search may use its index.
create function link_search_text(number text, recipient_name text, invoice_number text, recipient_emails text[])
returns text language sql immutable parallel safe as $$
  select lower(number || ' ' || recipient_name || ' ' || invoice_number || ' ' || array_to_string(recipient_emails, ' '))
$$;
--> statement-breakpoint
create index pay_links_search on pay_links
  using gin (firm_id, link_search_text(number, recipient_name, invoice_number, recipient_emails) gin_trgm_ops);
--> statement-breakpoint
drop index payers_search;
--> statement-breakpoint
create index payers_search on payers using gin (firm_id, search_text gin_trgm_ops);
--> statement-breakpoint
do $$
begin
  execute format('grant docketpay_lists to %I', current_user);
exception when insufficient_privilege then
  if not pg_has_role(current_user, 'docketpay_lists', 'member') then raise; end if;
end $$;
--> statement-breakpoint
-- CREATE only while the views change hands.
grant usage, create on schema public to docketpay_lists;
--> statement-breakpoint
create policy lists on payers for select to docketpay_lists using (true);
--> statement-breakpoint
create policy lists on pay_links for select to docketpay_lists using (true);
--> statement-breakpoint
create view found_payers as
  select firm_id, id, name, emails, search_text
  from payers
  where firm_id = nullif(current_setting('app.firm_id', true), '') and archived_at is null;
--> statement-breakpoint
create view found_links as
  select firm_id, id, number, account_id, amount_cents, currency, recipient_name, invoice_number, status, expires_at, created_at,
    link_search_text(number, recipient_name, invoice_number, recipient_emails) as search_text
  from pay_links
  where firm_id = nullif(current_setting('app.firm_id', true), '');
--> statement-breakpoint
grant select (firm_id, id, name, emails, search_text, archived_at) on payers to docketpay_lists;
--> statement-breakpoint
grant select (firm_id, id, number, account_id, amount_cents, currency, recipient_name, recipient_emails, invoice_number, status, expires_at,
    created_at) on pay_links to docketpay_lists;
--> statement-breakpoint
revoke all on found_payers, found_links from docketpay_app;
--> statement-breakpoint
grant select on found_payers, found_links to docketpay_app;
--> statement-breakpoint
alter view found_payers owner to docketpay_lists;
--> statement-breakpoint
alter view found_links owner to docketpay_lists;
--> statement-breakpoint
revoke create on schema public from docketpay_lists;
--> statement-breakpoint
do $$
begin
  execute format('revoke docketpay_lists from %I', current_user);
exception when insufficient_privilege then null;
end $$;
