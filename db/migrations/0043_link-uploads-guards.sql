-- Files of links: walls between firms. A row that has its link is evidence of it and stays as it is.
do $$
declare
  t text;
begin
  foreach t in array array['link_uploads', 'link_upload_rows'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
      || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))', t);
    execute format('grant select, insert, update on %I to docketpay_app', t);
  end loop;
end $$;
--> statement-breakpoint
-- Rows of a file that nobody sent hold names and addresses without a purpose.
grant delete on link_upload_rows to docketpay_app;
--> statement-breakpoint
create function keep_linked_row() returns trigger language plpgsql as $$
begin
  raise exception 'a row that has its link stays as it is' using errcode = 'check_violation';
end $$;
--> statement-breakpoint
create trigger keep_linked_row before update or delete on link_upload_rows
  for each row when (old.link_id is not null) execute function keep_linked_row();
