alter table staff_sessions enable row level security;
--> statement-breakpoint
alter table staff_sessions force row level security;
--> statement-breakpoint
create policy one_firm on staff_sessions
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on staff_sessions to docketpay_app;
--> statement-breakpoint
alter table staff_tokens enable row level security;
--> statement-breakpoint
alter table staff_tokens force row level security;
--> statement-breakpoint
create policy one_firm on staff_tokens
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update on staff_tokens to docketpay_app;
--> statement-breakpoint
-- Only an invitation that nobody took up may vanish: whoever ever signed in stands in histories.
create policy only_unaccepted on users as restrictive for delete
  using (password_hash = '' and last_sign_in_at is null);
--> statement-breakpoint
grant delete on users to docketpay_app;
--> statement-breakpoint
-- What an administrator is, here and in lib/staff/rules.ts: somebody who can sign in and may manage users.
create function is_active_admin(u users) returns boolean language sql immutable as $$
  select u.disabled_at is null and u.password_hash <> '' and 'users.manage' = any (u.permissions)
$$;
--> statement-breakpoint
-- Each firm keeps one. The lock makes two who demote each other wait, and the count that follows sees what the first one did.
create function guard_last_admin() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if is_active_admin(old) and not is_active_admin(new) then
    perform pg_advisory_xact_lock(hashtextextended('administrators:' || old.firm_id, 0));
    if not exists (select 1 from users u where u.firm_id = old.firm_id and u.id <> old.id and is_active_admin(u)) then
      raise exception 'user % is the last administrator', old.id using errcode = 'check_violation', constraint = 'last_admin';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_last_admin before update on users for each row execute function guard_last_admin();
