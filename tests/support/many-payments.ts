import type { TestDatabase } from "./test-database";

const COUNT = 12_000;

/**
 * Gives a test firm 12,000 payments with the statistics of them, so that the database plans as it does with many. One in 300 has each of
 * the things that lists are searched for; one an hour, up to November 2026. Past the guards, and past the parents that they name.
 */
export async function putManyPayments(database: TestDatabase, firmId: string): Promise<void> {
  await database.asOwner(`set session_replication_role = replica;
    insert into payments (firm_id, id, number, source, status, obligation, attempt, account_id, amount_cents, refunded_cents, surcharge_cents,
        currency, payer_id, payer_name, receipt_emails, invoice_number, client_ref, matter_ref, custom_fields, gateway, method_token,
        gateway_ref, created_by, method_kind, method_brand, method_last4, decline_code, created_at, approved_at, settled_at)
      select '${firmId}', 'pay_' || lpad(i::text, 6, '0'), 'P-2026-' || lpad(i::text, 6, '0'),
        case i % 300 when 1 then 'api' else 'quick_link' end, case i % 300 when 0 then 'disputed' else 'settled' end, 'test:' || i, 1,
        case i % 300 when 2 then 'acc_trust' else 'acc_operating' end, 10000 + i, case i % 300 when 7 then 100 else 0 end,
        case i % 300 when 8 then 100 else 0 end, 'USD', case i % 300 when 10 then 'pyr_some' end,
        case i % 300 when 11 then 'Zephyrine Quill' else md5(i::text) end, '{}', md5('invoice' || i), md5('client' || i % 999), '0001',
        case i % 300 when 9 then '{"fld_office": "Newark"}' else '{}' end::jsonb, 'sandbox', '', 'ref' || i,
        case i % 300 when 6 then 'user:usr_some' else 'test' end, case i % 300 when 3 then 'echeck' else 'card' end,
        case i % 300 when 4 then 'discover' else 'visa' end, lpad((i % 300)::text, 4, '0'),
        case i % 300 when 5 then 'stolen_card' else '' end, t, t + interval '1 second', t + interval '2 days'
      from generate_series(1, ${COUNT}) i, lateral (select '2026-11-01T12:00:00Z'::timestamptz - (${COUNT} - i) * interval '1 hour' as t) t;
    set session_replication_role = origin`);
  await database.asOwner(
    `with s as (select set_config('app.firm_id', '${firmId}', false)) select rebuild_payment_days() from s`,
  );
  for (const table of ["payments", "payment_days", "taken_days"]) await database.asOwner(`vacuum analyze ${table}`);
}
