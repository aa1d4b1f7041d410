-- Search of posting records: a view that sees one firm, as listed_payments does (0022), so that text search may use its index.
create function posting_search_text(
  number text, payer_name text, client_number text, client_name text, matter_number text, matter_name text, invoice_number text,
  payor_name text
) returns text language sql immutable parallel safe as $$
  select lower(number || ' ' || payer_name || ' ' || client_number || ' ' || client_name || ' ' || matter_number || ' ' || matter_name
    || ' ' || invoice_number || ' ' || payor_name)
$$;
--> statement-breakpoint
create index postings_search on postings using gin (firm_id, posting_search_text(number, payer_name, client_number, client_name, matter_number,
  matter_name, invoice_number, payor_name) gin_trgm_ops);
--> statement-breakpoint
do $$
begin
  execute format('grant docketpay_lists to %I', current_user);
exception when insufficient_privilege then
  if not pg_has_role(current_user, 'docketpay_lists', 'member') then raise; end if;
end $$;
--> statement-breakpoint
-- CREATE only while the view changes hands.
grant usage, create on schema public to docketpay_lists;
--> statement-breakpoint
create policy lists on postings for select to docketpay_lists using (true);
--> statement-breakpoint
create view found_postings as
  select firm_id, id, state, account_id, amount_cents, posting_search_text(number, payer_name, client_number, client_name, matter_number,
    matter_name, invoice_number, payor_name) as search_text
  from postings
  where firm_id = nullif(current_setting('app.firm_id', true), '');
--> statement-breakpoint
grant select (firm_id, id, state, account_id, amount_cents, number, payer_name, client_number, client_name, matter_number, matter_name,
    invoice_number, payor_name) on postings to docketpay_lists;
--> statement-breakpoint
revoke all on found_postings from docketpay_app;
--> statement-breakpoint
grant select on found_postings to docketpay_app;
--> statement-breakpoint
alter view found_postings owner to docketpay_lists;
--> statement-breakpoint
revoke create on schema public from docketpay_lists;
--> statement-breakpoint
do $$
begin
  execute format('revoke docketpay_lists from %I', current_user);
exception when insufficient_privilege then null;
end $$;
