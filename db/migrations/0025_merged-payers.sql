-- A payer that was merged into another stays as a name for the other: whatever is written for it lands with the survivor, also when
-- it is under way at the moment of the merge. The key share waits for a merge that holds the payer, then sees where it led.
create function follow_merged_payer() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  survivor text;
begin
  if new.payer_id is null or (tg_op = 'UPDATE' and new.payer_id is not distinct from old.payer_id) then
    return new;
  end if;
  loop
    select merged_into into survivor from payers where firm_id = new.firm_id and id = new.payer_id for key share;
    exit when survivor is null;
    new.payer_id := survivor;
  end loop;
  return new;
end $$;
--> statement-breakpoint
create trigger follow_merged_payer before insert or update of payer_id on payments for each row execute function follow_merged_payer();
--> statement-breakpoint
create trigger follow_merged_payer before insert or update of payer_id on pay_links for each row execute function follow_merged_payer();
--> statement-breakpoint
create trigger follow_merged_payer before insert or update of payer_id on payment_methods for each row execute function follow_merged_payer();
--> statement-breakpoint
create trigger follow_merged_payer before insert or update of payer_id on method_requests for each row execute function follow_merged_payer();
--> statement-breakpoint
-- A payer is merged into one of its own firm that stands, never into itself, and never comes back.
create function guard_merged_payer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.merged_into is not null and new.merged_into is null then
    raise exception 'payer % is merged and stays so', old.id using errcode = 'check_violation', constraint = 'payer_merge';
  end if;
  if new.merged_into is not null and (tg_op = 'INSERT' or new.merged_into is distinct from old.merged_into) and (
      new.merged_into = new.id or not exists (
        select 1 from payers p where p.firm_id = new.firm_id and p.id = new.merged_into and p.merged_into is null)) then
    raise exception 'payer % cannot be merged into %', new.id, new.merged_into
      using errcode = 'check_violation', constraint = 'payer_merge';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_merged_payer before insert or update of merged_into on payers for each row execute function guard_merged_payer();
--> statement-breakpoint
-- As before, but a kept method follows its payer into the one that took it over.
create or replace function guard_payment_method() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.account_id, new.gateway, new.intent, new.consent) is distinct from (old.account_id, old.gateway, old.intent, old.consent)
      or (new.payer_id <> old.payer_id and not was_merged_into(old.firm_id, old.payer_id, new.payer_id))
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
create function was_merged_into(firm text, loser text, survivor text) returns boolean language sql stable set search_path = public, pg_temp as $$
  select exists (select 1 from payers p where p.firm_id = firm and p.id = loser and p.merged_into = survivor)
$$;
--> statement-breakpoint
create or replace function guard_method_request() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.account_id, new.token_hash) is distinct from (old.account_id, old.token_hash)
      or (new.payer_id <> old.payer_id and not was_merged_into(old.firm_id, old.payer_id, new.payer_id)) then
    raise exception 'payer, account and token of request % never change', old.id
      using errcode = 'check_violation', constraint = 'method_request_facts';
  end if;
  if new.status <> old.status and old.status <> 'open' then
    raise exception 'request % is % and stays so', old.id, old.status using errcode = 'check_violation', constraint = 'method_request_moves';
  end if;
  return new;
end $$;
--> statement-breakpoint
grant execute on function was_merged_into(text, text, text) to docketpay_app;
