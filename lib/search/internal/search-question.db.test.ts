import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { inFirm } from "@/lib/platform/tx";
import { staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { searchEverything } from "../queries";
import { searchQuestion } from "./search-question";

// The steps of the search, beside one plain look at every payment. More payments than the look at the newest ones reaches.

const database = useTestDatabase();
const COUNT = 9_000;
let firm: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  // One in two has the common name, one in a thousand the rare one, 40 of the oldest the old one, and 3 newer ones too.
  await database.asOwner(`set session_replication_role = replica;
    insert into payments (firm_id, id, number, source, status, obligation, attempt, account_id, amount_cents, currency, payer_name,
        receipt_emails, invoice_number, client_ref, matter_ref, gateway, method_token, created_by, method_kind, method_last4, created_at)
      select '${firm.firmId}', 'pay_' || lpad(i::text, 6, '0'),
        'P-' || (2024 + i / 3000) || '-' || lpad((1 + i % 3000)::text, 6, '0'), 'quick_link', 'settled', 'test:' || i, 1,
        case when i % 3 = 0 then 'acc_trust' else 'acc_operating' end, 10000 + i % 700, 'USD',
        case when i % 1000 = 7 then 'Zephyrine Quill' when i < 40 or i in (8990, 8991, 8992) then 'Odalys Brandt'
          when i % 2 = 0 then 'Maria Common' else 'Peter Other' end,
        array['payer' || i % 300 || '@office.example'], (200000 + i)::text, (10000 + i % 50)::text, '0003', 'sandbox', '', 'test', 'card',
        lpad((i % 5000)::text, 4, '0'), '2026-11-01T12:00:00Z'::timestamptz - (${COUNT} - i) * interval '1 minute'
      from generate_series(0, ${COUNT - 1}) i;
    set session_replication_role = origin`);
  await database.asOwner("vacuum analyze payments");
});

const find = async (q: string, accountIds: string[] | null) => {
  const ctx = staffCtx(firm, ["payments.view"], { accountIds });
  const { payments } = await searchEverything(ctx, { q, currency: "USD", locale: "en" });
  return payments.map(({ number }) => number);
};

const lookAtAll = async (q: string, accountIds: string[] | null) => {
  const words = q.toLowerCase().split(" ");
  const rows = await database.asOwner<{ number: string }>(
    `select number from payments where ($2::text[] is null or account_id = any($2))
       and ((select bool_and(position(w in search_text) > 0) from unnest($1::text[]) w) or ($3::int is not null and amount_cents = $3))
     order by created_at desc, id desc limit 5`,
    [words, accountIds, /\.\d\d$/.test(q) ? Math.round(Number(q.replace("$", "")) * 100) : null],
  );
  return rows.map(({ number }) => number);
};

it.each([
  ...[
    "maria",
    "common",
    "peter other",
    "COMMON",
    "zephyrine",
    "odalys",
    "Odalys Brandt",
    "brandt 10003",
    "maria zephyrine",
  ],
  ...[
    "payer17@office.example",
    "payer17@",
    "@office.example",
    "office.example",
    "208990",
    "208",
    "4242",
    "0003",
    "10049",
  ],
  ...[
    "103.15",
    "$106.99",
    "P-2024",
    "p-2025-",
    "P-2024-0000",
    "P-2024-000017",
    "P-2025-00173",
    "2024-000017",
    "P-2031",
    "nobody",
  ],
])("finds the newest by %j, as one who looks at all", async (q) => {
  for (const accountIds of [null, ["acc_trust"]])
    expect(await find(q, accountIds)).toEqual(await lookAtAll(q, accountIds));
});

it.each([
  ["odalys", ["payments_newest", "payments_search"]],
  ["payer17@office.example", ["payments_newest", "payments_search"]],
  ["P-2025-0001", ["payments_number"]],
])("asks by the indexes of payments for %j, as the role of the app", async (q, indexes) => {
  const ctx = staffCtx(firm, ["payments.view"]);
  const question = searchQuestion(ctx, { q, currency: "USD", locale: "en" });
  const { rows } = await inFirm(ctx, (tx) => tx.execute<{ "QUERY PLAN": string }>(sql`explain ${question}`));
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  for (const index of indexes) expect(plan).toContain(` ${index} `);
  expect(plan).not.toContain("Seq Scan on payments");
});
