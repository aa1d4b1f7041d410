-- What free text is looked for in: everything on a payment that a person may have before them. Immutable, as a generated column asks;
-- what it calls depends on no setting. Values of the firm's own fields stand as JSON strings.
create extension if not exists btree_gin;
--> statement-breakpoint
create function payment_search_text(
  number text, payer_name text, invoice_number text, client_ref text, matter_ref text, method_last4 text,
  receipt_emails text[], note text, auth_code text, custom_fields jsonb
) returns text language sql immutable parallel safe as $$
  select lower(number || ' ' || payer_name || ' ' || invoice_number || ' ' || client_ref || ' ' || matter_ref || ' ' || method_last4
    || ' ' || array_to_string(receipt_emails, ' ') || ' ' || auth_code
    || case when note = '' then '' else ' ' || note end
    || case when custom_fields = '{}' then '' else ' ' || jsonb_path_query_array(custom_fields, '$.*')::text end)
$$;
