-- Invoices: walls between firms, legal moves, and what was sent stays as it was sent.
do $$
declare
  t text;
begin
  foreach t in array array['invoice_settings', 'invoice_items', 'invoices', 'invoice_lines', 'invoice_attachments', 'invoice_events'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy one_firm on %I using (firm_id = nullif(current_setting(''app.firm_id'', true), '''')) '
      || 'with check (firm_id = nullif(current_setting(''app.firm_id'', true), ''''))', t);
  end loop;
end $$;
--> statement-breakpoint
grant select, insert, update on invoice_settings, invoice_items to docketpay_app;
--> statement-breakpoint
-- Lines and attachments of a draft come and go; the trigger below keeps those of what was sent.
grant select, insert, delete on invoice_lines, invoice_attachments to docketpay_app;
--> statement-breakpoint
grant select, insert on invoice_events to docketpay_app;
--> statement-breakpoint
grant usage on sequence invoice_events_id_seq to docketpay_app;
--> statement-breakpoint
grant select on invoice_moves to docketpay_app;
--> statement-breakpoint
-- What was paid is the trigger's to say, not the app's.
grant select, insert on invoices to docketpay_app;
--> statement-breakpoint
grant update (number, status, account_id, currency, payer_id, bill_to, bill_to_address, recipient_emails, client_ref, matter_ref, issue_date,
  terms_days, due_date, notes, locale, tax_name, tax_thousandths, gross_cents, discount_cents, tax_cents, total_cents, token_hash, token_sealed,
  revision, sent_at, viewed_at, closed_at, is_reminder_off, reminded_on)
  on invoices to docketpay_app;
--> statement-breakpoint
insert into invoice_moves (from_status, to_status) values
  ('draft', 'sent'), ('draft', 'cancelled'),
  ('sent', 'viewed'), ('sent', 'part_paid'), ('sent', 'paid'), ('sent', 'overdue'), ('sent', 'written_off'), ('sent', 'cancelled'),
  ('viewed', 'part_paid'), ('viewed', 'paid'), ('viewed', 'overdue'), ('viewed', 'written_off'), ('viewed', 'cancelled'),
  ('part_paid', 'sent'), ('part_paid', 'viewed'), ('part_paid', 'paid'), ('part_paid', 'overdue'), ('part_paid', 'written_off'),
  ('overdue', 'sent'), ('overdue', 'viewed'), ('overdue', 'part_paid'), ('overdue', 'paid'), ('overdue', 'written_off'), ('overdue', 'cancelled'),
  ('paid', 'sent'), ('paid', 'viewed'), ('paid', 'part_paid'), ('paid', 'overdue');
--> statement-breakpoint
create function guard_invoice() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  sums record;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'draft' or new.paid_cents <> 0 or new.in_transit_cents <> 0 then
      raise exception 'an invoice begins as an unpaid draft' using errcode = 'check_violation', constraint = 'invoice_moves';
    end if;
    return new;
  end if;
  if new.status <> old.status
      and not exists (select 1 from invoice_moves m where m.from_status = old.status and m.to_status = new.status) then
    raise exception 'invoice % cannot move from % to %', old.id, old.status, new.status
      using errcode = 'check_violation', constraint = 'invoice_moves';
  end if;
  if new.status = 'cancelled' and (new.paid_cents > 0 or new.in_transit_cents > 0) and old.status <> 'cancelled' then
    raise exception 'invoice % was paid on and cannot be cancelled', old.id using errcode = 'check_violation', constraint = 'invoice_moves';
  end if;
  if old.status = 'draft' and new.status = 'sent' then
    select coalesce(sum(l.gross_cents), 0) as gross, coalesce(sum(l.discount_cents), 0) as discount, coalesce(sum(l.tax_cents), 0) as tax
      into sums from invoice_lines l where l.firm_id = new.firm_id and l.invoice_id = new.id;
    if (sums.gross, sums.discount, sums.tax) is distinct from (new.gross_cents::numeric, new.discount_cents::numeric, new.tax_cents::numeric) then
      raise exception 'the lines of invoice % do not add up to it', old.id using errcode = 'check_violation', constraint = 'invoice_lines_sum';
    end if;
  end if;
  if old.status <> 'draft' and (new.number, new.account_id, new.currency, new.bill_to, new.bill_to_address, new.client_ref,
        new.matter_ref, new.issue_date, new.terms_days, new.due_date, new.notes, new.tax_name, new.tax_thousandths, new.gross_cents,
        new.discount_cents, new.tax_cents, new.total_cents, new.token_hash, new.sent_at)
      is distinct from (old.number, old.account_id, old.currency, old.bill_to, old.bill_to_address, old.client_ref,
        old.matter_ref, old.issue_date, old.terms_days, old.due_date, old.notes, old.tax_name, old.tax_thousandths, old.gross_cents,
        old.discount_cents, old.tax_cents, old.total_cents, old.token_hash, old.sent_at) then
    raise exception 'what invoice % asks for never changes', old.id using errcode = 'check_violation', constraint = 'invoice_facts';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_invoice before insert or update on invoices for each row execute function guard_invoice();
--> statement-breakpoint
create trigger guard_account_facts before insert or update of account_id, currency, client_ref, matter_ref on invoices
  for each row execute function guard_account_facts();
--> statement-breakpoint
create function keep_sent_invoice() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  held text;
begin
  select i.status into held from invoices i
    where i.firm_id = coalesce(new.firm_id, old.firm_id) and i.id = coalesce(new.invoice_id, old.invoice_id);
  if held is distinct from 'draft' then
    raise exception 'what belongs to invoice % stays as it was sent', coalesce(new.invoice_id, old.invoice_id)
      using errcode = 'check_violation', constraint = 'invoice_facts';
  end if;
  return coalesce(new, old);
end $$;
--> statement-breakpoint
create trigger keep_sent_invoice before insert or update or delete on invoice_lines for each row execute function keep_sent_invoice();
--> statement-breakpoint
create trigger keep_sent_invoice before insert or update or delete on invoice_attachments for each row execute function keep_sent_invoice();
--> statement-breakpoint
create trigger invoice_events_append_only before update or delete on invoice_events for each row execute function refuse_change();
--> statement-breakpoint
create trigger invoice_events_no_truncate before truncate on invoice_events for each statement execute function refuse_change();
--> statement-breakpoint
create function guard_link_invoice() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'the invoice of link % never changes', old.id using errcode = 'check_violation', constraint = 'pay_link_facts';
end $$;
--> statement-breakpoint
create trigger guard_link_invoice before update of invoice_id on pay_links
  for each row when (new.invoice_id is distinct from old.invoice_id) execute function guard_link_invoice();
--> statement-breakpoint
-- What the firm holds of a payment, without the surcharge that its payer bore beyond the debt.
create function invoice_held(status text, amount_cents bigint, refunded_cents bigint, surcharge_cents bigint)
  returns bigint language sql immutable as $$
  select case when status in ('approved', 'settled', 'partially_refunded', 'refunded', 'disputed')
    then greatest(amount_cents - surcharge_cents - refunded_cents, 0) else 0 end
$$;
--> statement-breakpoint
-- Written here, so that no code path can move an invoice's payment and leave its balance and state. All payments are added up anew: the
-- same move twice changes nothing. The state is that of lib/invoices/rules.ts, statusOf.
create function keep_invoice_paid() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wanted text;
  held bigint;
  moving bigint;
  today date;
begin
  if tg_op = 'UPDATE' and (new.status, new.refunded_cents) is not distinct from (old.status, old.refunded_cents) then
    return null;
  end if;
  select l.invoice_id into wanted from pay_links l where l.firm_id = new.firm_id and l.id = new.link_id;
  if wanted is null then
    return null;
  end if;
  perform 1 from invoices i where i.firm_id = new.firm_id and i.id = wanted for update;
  select coalesce(sum(invoice_held(p.status, p.amount_cents, p.refunded_cents, p.surcharge_cents)), 0),
      coalesce(sum(case when p.status = 'pending' then p.amount_cents - p.surcharge_cents else 0 end), 0)
    into held, moving
    from pay_links l join payments p on p.firm_id = l.firm_id and p.link_id = l.id
    where l.firm_id = new.firm_id and l.invoice_id = wanted;
  select (coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) at time zone f.time_zone)::date into today
    from firms f where f.firm_id = new.firm_id;
  update invoices i set paid_cents = held, in_transit_cents = moving,
      status = case
        when i.status in ('draft', 'written_off', 'cancelled') then i.status
        when held >= i.total_cents then 'paid'
        when i.due_date < today and held + moving < i.total_cents then 'overdue'
        when held > 0 then 'part_paid'
        when i.viewed_at is not null then 'viewed'
        else 'sent' end,
      closed_at = case
        when i.status in ('draft', 'written_off', 'cancelled') then i.closed_at
        when held >= i.total_cents then coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) end
    where i.firm_id = new.firm_id and i.id = wanted and (i.paid_cents, i.in_transit_cents) is distinct from (held, moving);
  return null;
end $$;
--> statement-breakpoint
create trigger keep_invoice_paid after insert or update on payments
  for each row when (new.source = 'invoice') execute function keep_invoice_paid();
--> statement-breakpoint
-- The search leaves out the links that invoices are paid by: the invoice itself is found.
do $$
begin
  execute format('grant docketpay_lists to %I', current_user);
exception when insufficient_privilege then
  if not pg_has_role(current_user, 'docketpay_lists', 'member') then raise; end if;
end $$;
--> statement-breakpoint
grant usage, create on schema public to docketpay_lists;
--> statement-breakpoint
grant select (invoice_id) on pay_links to docketpay_lists;
--> statement-breakpoint
-- As its owner: an owner of the database who takes the role on without inheriting its rights may do no other way.
set local role docketpay_lists;
--> statement-breakpoint
create or replace view found_links as
  select firm_id, id, number, account_id, amount_cents, currency, recipient_name, invoice_number, status, expires_at, created_at,
    link_search_text(number, recipient_name, invoice_number, recipient_emails) as search_text
  from pay_links
  where firm_id = nullif(current_setting('app.firm_id', true), '') and invoice_id is null;
--> statement-breakpoint
reset role;
--> statement-breakpoint
revoke create on schema public from docketpay_lists;
--> statement-breakpoint
do $$
begin
  execute format('revoke docketpay_lists from %I', current_user);
exception when insufficient_privilege then null;
end $$;
