-- Payers as records of their own, and the methods kept for them: walls, grants, and what never changes.
-- The search text follows the row, whoever writes it.
create function fill_payer_search() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.search_text := lower(concat_ws(' ', new.name, array_to_string(new.emails, ' '), array_to_string(new.client_refs, ' '), new.phone, new.city));
  return new;
end $$;
--> statement-breakpoint
create trigger fill_payer_search before insert or update on payers for each row execute function fill_payer_search();
--> statement-breakpoint
-- Forced row-level security binds the owner too, and no firm is set here.
alter table payers no force row level security;
--> statement-breakpoint
update payers set client_refs = case when client_ref = '' then '{}' else array[client_ref] end;
--> statement-breakpoint
alter table payers force row level security;
--> statement-breakpoint
create index payers_search on payers using gin (search_text gin_trgm_ops);
--> statement-breakpoint
create index pay_links_open_to on pay_links using gin (recipient_emails) where status = 'open';
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['payment_methods', 'method_consents', 'method_requests'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
      || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))',
      t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update on payment_methods, method_requests to docketpay_app;
--> statement-breakpoint
grant select, insert on method_consents to docketpay_app;
--> statement-breakpoint
create trigger method_consents_append_only before update or delete on method_consents for each row execute function refuse_change();
--> statement-breakpoint
create trigger method_consents_no_truncate before truncate on method_consents for each statement execute function refuse_change();
--> statement-breakpoint
-- Whose method it is, where it is kept and what it is never change; a token is never swapped for another, and what ended stays ended.
create function guard_payment_method() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.payer_id, new.account_id, new.gateway, new.intent, new.consent) is distinct from (old.payer_id, old.account_id, old.gateway, old.intent, old.consent)
      or (old.stored_token_sealed <> '' and new.stored_token_sealed not in (old.stored_token_sealed, ''))
      or (old.last4 <> '' and (new.kind, new.brand, new.last4, new.expires_month) is distinct from (old.kind, old.brand, old.last4, old.expires_month)) then
    raise exception 'what method % is never changes', old.id using errcode = 'check_violation', constraint = 'payment_method_facts';
  end if;
  if new.status <> old.status and (old.status, new.status) not in (
      ('processing', 'active'), ('processing', 'failed'), ('active', 'removing'), ('removing', 'removed')) then
    raise exception 'method % cannot move from % to %', old.id, old.status, new.status
      using errcode = 'check_violation', constraint = 'payment_method_moves';
  end if;
  -- Whoever kept a method has its consent on record by the end of the transaction; see method_needs_consent.
  return new;
end $$;
--> statement-breakpoint
create trigger guard_payment_method before update on payment_methods for each row execute function guard_payment_method();
--> statement-breakpoint
create function guard_new_payment_method() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from method_consents c where c.firm_id = new.firm_id and c.method_id = new.id) then
    raise exception 'method % has no consent', new.id using errcode = 'check_violation', constraint = 'method_needs_consent';
  end if;
  return null;
end $$;
--> statement-breakpoint
-- Asked when the transaction ends, so that method and consent may be written in either order.
create constraint trigger method_needs_consent after insert or update on payment_methods
  deferrable initially deferred for each row when (new.status in ('active', 'removing', 'removed'))
  execute function guard_new_payment_method();
--> statement-breakpoint
create function guard_method_request() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.payer_id, new.account_id, new.token_hash) is distinct from (old.payer_id, old.account_id, old.token_hash) then
    raise exception 'payer, account and token of request % never change', old.id
      using errcode = 'check_violation', constraint = 'method_request_facts';
  end if;
  if new.status <> old.status and old.status <> 'open' then
    raise exception 'request % is % and stays so', old.id, old.status using errcode = 'check_violation', constraint = 'method_request_moves';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_method_request before update on method_requests for each row execute function guard_method_request();
--> statement-breakpoint
ALTER TABLE "payers" DROP COLUMN "client_ref";