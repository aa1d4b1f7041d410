alter table refund_requests enable row level security;
--> statement-breakpoint
alter table refund_requests force row level security;
--> statement-breakpoint
create policy one_firm on refund_requests
  using (firm_id = nullif(current_setting('app.firm_id', true), ''))
  with check (firm_id = nullif(current_setting('app.firm_id', true), ''));
--> statement-breakpoint
grant select, insert, update on refund_requests to docketpay_app;
--> statement-breakpoint
-- What was asked stays as it was asked, and what was decided stays decided: a request is approved once, by another than who asked.
create function guard_refund_request() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.id, new.payment_id, new.amount_cents, new.currency, new.reason, new.request_key, new.asked_by, new.asked_person, new.asked_name, new.asked_at)
    is distinct from (old.id, old.payment_id, old.amount_cents, old.currency, old.reason, old.request_key, old.asked_by, old.asked_person, old.asked_name, old.asked_at) then
    raise exception 'refund request % cannot change', old.id using errcode = 'check_violation', constraint = 'refund_request_facts';
  end if;
  if old.status <> 'waiting' then
    raise exception 'refund request % is decided', old.id using errcode = 'check_violation', constraint = 'refund_request_moves';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_refund_request before update on refund_requests for each row execute function guard_refund_request();
