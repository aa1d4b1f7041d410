import type { TestDatabase } from "./test-database";

/**
 * Gives a test firm so many posting records with the statistics of them, so that the database plans as it does with many. All bear "Holdings",
 * one in 300 has "Zephyrine". Past the guards, and past the parents that they name but for payments, which lists join.
 */
export async function putManyPostings(database: TestDatabase, firmId: string, count = 12_000): Promise<void> {
  await database.asOwner(`set session_replication_role = replica;
    insert into payments (firm_id, id, number, source, status, obligation, attempt, account_id, amount_cents, currency, payer_name,
        receipt_emails, gateway, method_token, created_by, created_at)
      select '${firmId}', 'pay_' || i, 'P-2026-' || lpad(i::text, 6, '0'), 'connect_link', 'settled', 'test:' || i, 1, 'acc_operating',
        10000 + i, 'USD', md5(i::text), '{}', 'sandbox', '', 'test', t
      from generate_series(1, ${count}) i, lateral (select '2026-11-01T12:00:00Z'::timestamptz - (${count} - i) * interval '1 minute' as t) t;
    insert into postings (firm_id, id, number, payment_id, place, cause, state, reason, posted_at, item_key, connection_id, account_id,
        amount_cents, currency, kind, client_number, client_name, matter_number, matter_name, invoice_number, payer_name, payor_name, source,
        paid_at, created_at)
      select '${firmId}', 'pst_' || i, 'D-2026-' || lpad(i::text, 6, '0'), 'pay_' || i, 0, 'payment',
        case i % 40 when 0 then 'pending' when 1 then 'incomplete' else 'posted' end, case i % 40 when 1 then 'not_checked' else '' end,
        case when i % 40 > 1 then t end, 'key' || i, 'con_test', 'acc_operating', 10000 + i, 'USD', 'invoice', (10000 + i % 999)::text,
        initcap(md5('client' || i % 999)) || ' Holdings', (10000 + i % 999) || '-0001', md5('matter' || i % 999), (200000 + i)::text,
        case i % 300 when 11 then 'Zephyrine Quill' else md5(i::text) end, md5('payor' || i), 'connect_link', t, t
      from generate_series(1, ${count}) i, lateral (select '2026-11-01T12:00:00Z'::timestamptz - (${count} - i) * interval '1 minute' as t) t;
    set session_replication_role = origin`);
  for (const table of ["payments", "postings"]) await database.asOwner(`vacuum analyze ${table}`);
}
