-- The same text by a function that is not put into the query in pieces: the index knows it as a whole, and a query in pieces does not use it.
create or replace function posting_search_text(
  number text, payer_name text, client_number text, client_name text, matter_number text, matter_name text, invoice_number text,
  payor_name text
) returns text language plpgsql immutable parallel safe as $$
begin
  return lower(number || ' ' || payer_name || ' ' || client_number || ' ' || client_name || ' ' || matter_number || ' ' || matter_name
    || ' ' || invoice_number || ' ' || payor_name);
end $$;
