-- Payment pages: walls between firms. What a visitor was shown and is asked for never changes.
do $$
declare
  t text;
begin
  foreach t in array array['payment_pages', 'page_items', 'page_submissions', 'submission_items', 'page_views'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
      || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))', t);
    execute format('grant select, insert on %I to docketpay_app', t);
  end loop;
end $$;
--> statement-breakpoint
grant update on payment_pages, page_items, page_views to docketpay_app;
--> statement-breakpoint
grant update (status) on page_submissions to docketpay_app;
--> statement-breakpoint
create trigger guard_account_facts before insert on page_submissions
  for each row execute function guard_account_facts();
