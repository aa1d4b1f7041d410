-- The clerk's desk: walls between firms. None of these rows is evidence of money, so that the app may drop them; but values
-- of a custom field stay with their payments, and so does the field.
do $$
declare
  t text;
begin
  foreach t in array array['user_preferences', 'saved_views', 'report_schedules', 'exports', 'export_parts', 'custom_fields'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
      || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))', t);
    execute format('grant select, insert, update on %I to docketpay_app', t);
    if t <> 'custom_fields' then
      execute format('grant delete on %I to docketpay_app', t);
    end if;
  end loop;
end $$;
