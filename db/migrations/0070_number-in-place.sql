-- The next running number of the transaction's firm, where a row is inserted: taken apart it was a question of its own for each link,
-- payment and receipt. Locks the counter until the transaction ends. Beyond 999999 a number grows.
create function next_number(kind_of text, letter text, year_of integer) returns text
  language sql volatile set search_path = public, pg_temp
as $$
  insert into firm_counters as c (firm_id, kind, year, value) values (current_setting('app.firm_id'), kind_of, year_of, 1)
    on conflict (firm_id, kind, year) do update set value = c.value + 1
    returning letter || '-' || year_of || '-' || lpad(c.value::text, greatest(6, length(c.value::text)), '0')
$$;
--> statement-breakpoint
revoke all on function next_number(text, text, integer) from public;
--> statement-breakpoint
grant execute on function next_number(text, text, integer) to docketpay_app;
