import { type SQL, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { ALERT_SORTS } from "@/lib/alerts/columns";
import { listAlerts } from "@/lib/alerts/queries";
import { type SortText, sortTextsOf } from "@/lib/lists/rules";
import { LINK_SORTS, type LinkSortId } from "@/lib/pay-links/columns";
import { listPayLinks, selectPage as selectLinks } from "@/lib/pay-links/queries";
import { PAYER_SORTS } from "@/lib/payers/columns";
import { listPayers, selectPage as selectPayers } from "@/lib/payers/queries";
import { PAYMENT_SORTS } from "@/lib/payments/columns";
import { listPayments } from "@/lib/payments/queries";
import { PaymentFilter } from "@/lib/payments/schemas";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { TRUST_SORTS } from "@/lib/trust/columns";
import { listTrustBalances } from "@/lib/trust/list-trust-balances";
import { TrustFilter } from "@/lib/trust/schemas";
import { putManyPayments } from "@/tests/support/many-payments";
import { staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";

// Every list in every order that its heads offer, page by page to its end and back to its beginning.

const database = useTestDatabase();
let firm: TestFirm;
const ctx = () => staffCtx(firm, ["payments.view"]);
const ROWS = 12_000;

beforeAll(async () => {
  firm = await makeTestFirm();
  await putManyPayments(database, firm.firmId);
  // Many equal values, and many without any.
  await database.asOwner(`set session_replication_role = replica;
    insert into payers (firm_id, id, kind, name, given_name, family_name, emails, phone, city, region, postal_code, country, client_refs,
        locale, created_at, search_text)
      select '${firm.firmId}', 'pyr_' || i, case i % 2 when 0 then 'person' else 'business' end,
        case i % 3 when 0 then 'Ömer ' when 1 then 'ÖMER ' else 'zeta ' end || i % 500, 'G' || i % 3, 'F' || i % 5,
        case i % 7 when 0 then '{}' else array['p' || i % 900 || '@list.example'] end, '555-' || i % 40, 'C' || i % 4, 'R' || i % 3, 'Z' || i % 3, '',
        case i % 5 when 0 then '{}' else array['K-' || i % 700] end, 'en', '2026-01-01T00:00:00Z'::timestamptz + (i % 4000) * interval '1 hour', 'zeta ' || i % 500
      from generate_series(1, ${ROWS}) i;
    insert into pay_links (firm_id, id, number, token_hash, token_sealed, source, status, account_id, amount_cents, amount_paid_cents, currency,
        invoice_number, due_date, recipient_name, recipient_emails, by_email, request_key, created_by, created_at, expires_at, opened_at)
      select '${firm.firmId}', 'lnk_' || i, 'L-2026-' || lpad(i::text, 6, '0'), 'h' || i, '', 'api', case i % 300 when 0 then 'cancelled' else 'open' end,
        'acc_operating', 1000 + i % 1500, 0, 'USD', 'I' || i % 900, case i % 4 when 0 then null else '2026-06-01'::date + i % 90 end,
        case i % 2 when 0 then 'Åsa ' else 'åsa ' end || i % 999, '{}', false, 'k' || i, 'test', '2026-01-01T00:00:00Z'::timestamptz + (i % 5000) * interval '1 minute',
        '2027-01-01T00:00:00Z'::timestamptz + (i % 300) * interval '1 day', case i % 3 when 0 then null else '2026-02-01T00:00:00Z'::timestamptz + (i % 77) * interval '1 hour' end
      from generate_series(1, ${ROWS}) i;
    insert into alerts (firm_id, id, kind, object_type, object_id, raised_at)
      select '${firm.firmId}', 'alt_' || i, (array['dispute_lost', 'echeck_returned', 'payment_unknown'])[1 + i % 3], 'payment',
        case i % 4 when 0 then 'pay_none' else 'pay_' || lpad((1 + i % 40)::text, 6, '0') end || repeat('', i), '2026-01-01T00:00:00Z'::timestamptz + (i % 30) * interval '1 hour'
      from generate_series(1, 12) i;
    insert into trust_matters (firm_id, account_id, client_ref, matter_ref, total_cents, currency, last_entry_at)
      select '${firm.firmId}', 'acc_trust', 'C' || i % 9, 'M' || i, (i % 6) * 100 - 100, 'USD', '2026-01-01T00:00:00Z'::timestamptz + (i % 8) * interval '1 hour'
      from generate_series(1, 90) i;
    set session_replication_role = origin`);
  for (const table of ["payers", "pay_links", "alerts", "trust_matters", "merchant_accounts"])
    await database.asOwner(`vacuum analyze ${table}`);
}, 120_000);

type Walk = (
  cursor: string | null,
  limit: number,
) => Promise<Pick<TwoWayPage<string>, "rows" | "nextCursor" | "previousCursor">>;
const idsOf = ({ rows, ...cursors }: TwoWayPage<{ id: string }>) => ({ rows: rows.map(({ id }) => id), ...cursors });

const LISTS: [list: string, sort: string, limit: number, walk: Walk][] = [
  ...sortTextsOf(PAYMENT_SORTS).map((sort): (typeof LISTS)[number] => [
    "payments",
    sort,
    7,
    async (cursor, limit) =>
      idsOf(
        await listPayments(
          ctx(),
          PaymentFilter.parse({ sort, cursor, limit, amount: "107.77", min: 0, match: "any", decline: "stolen_card" }),
        ),
      ),
  ]),
  ...sortTextsOf(PAYER_SORTS).map((sort): (typeof LISTS)[number] => [
    "payers",
    sort,
    7,
    async (cursor, limit) => idsOf(await listPayers(ctx(), { q: "zeta 499", sort, cursor, limit })),
  ]),
  ...sortTextsOf(LINK_SORTS).map((sort): (typeof LISTS)[number] => [
    "links",
    sort,
    7,
    async (cursor, limit) => idsOf(await listPayLinks(ctx(), { status: "cancelled", sort, cursor, limit })),
  ]),
  ...sortTextsOf(ALERT_SORTS).map((sort): (typeof LISTS)[number] => [
    "alerts",
    sort,
    2,
    async (cursor, limit) => idsOf(await listAlerts(ctx(), { sort, cursor, limit })),
  ]),
  ...sortTextsOf(TRUST_SORTS).map((sort): (typeof LISTS)[number] => [
    "trust",
    sort,
    7,
    async (cursor, limit) => {
      const { matters, nextCursor, previousCursor } = await listTrustBalances(
        ctx(),
        TrustFilter.parse({ sort, cursor, limit }),
      );
      return {
        rows: matters.map(({ clientRef, matterRef }) => `${clientRef}/${matterRef}`),
        nextCursor,
        previousCursor,
      };
    },
  ]),
];

it.each(LISTS)("%s in the order %s go to their end and back over the same pages", async (_list, _sort, limit, walk) => {
  const whole = (await walk(null, 200)).rows;
  expect(whole.length).toBeGreaterThan(limit * 2);
  const pages: string[][] = [];
  let page = await walk(null, limit);
  expect(page.previousCursor).toBeNull();
  pages.push(page.rows);
  while (page.nextCursor) {
    page = await walk(page.nextCursor, limit);
    pages.push(page.rows);
  }
  expect(pages.flat()).toEqual(whole);
  for (const before of pages.slice(0, -1).reverse()) {
    page = await walk(page.previousCursor, limit);
    expect(page.rows).toEqual(before);
  }
  expect(page.previousCursor).toBeNull();
  expect((await walk(page.nextCursor, limit)).rows).toEqual(pages[1]);
});

it("shows a whole first page on the way back, also when rows came in before it", async () => {
  const list = (cursor: string | null) => listAlerts(ctx(), { cursor, limit: 4 });
  const second = await list((await list(null)).nextCursor);
  const raisedAt = "2026-12-01T00:00:00Z";
  await database.asOwner(
    "insert into alerts (firm_id, id, kind, object_type, object_id, raised_at) values ($1, 'alt_new', 'dispute_lost', 'payment', 'pay_new', $2)",
    [firm.firmId, raisedAt],
  );
  const back = await list(second.previousCursor);
  expect(back.rows).toHaveLength(4);
  const start = await list(back.previousCursor);
  expect(start.rows.map(({ id }) => id).slice(0, 1)).toEqual(["alt_new"]);
  expect([start.rows.length, start.previousCursor]).toEqual([4, null]);
  await database.asOwner("delete from alerts where id = 'alt_new'");
});

describe("the plan of a page", () => {
  const planOf = async (question: (tx: Tx) => { getSQL: () => SQL }): Promise<string> =>
    inFirm(ctx(), async (tx) => {
      const { rows } = await tx.execute<{ "QUERY PLAN": string }>(sql`explain ${question(tx).getSQL()}`);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    });

  const LINK_INDEXES: Record<LinkSortId, string> = {
    created: "pay_links_newest",
    number: "pay_links_by_number",
    recipient: "pay_links_by_recipient",
    invoice: "pay_links_by_invoice",
    due: "pay_links_by_due",
    amount: "pay_links_by_amount",
    opened_at: "pay_links_by_opening",
    expires_at: "pay_links_by_expiry",
  };

  it.each(sortTextsOf(LINK_SORTS))("of links is in the order of an index, at once and later: %s", async (sort) => {
    const index = LINK_INDEXES[sort.replace("-", "") as LinkSortId];
    const first = await listPayLinks(ctx(), { status: "all", sort });
    await expectIndexed(index, [null, first.nextCursor], (cursor) =>
      planOf((tx) => selectLinks(ctx(), tx, { status: "all", limit: 50, sort, cursor })),
    );
  });

  const PAYER_INDEXES = {
    name: "payers_by_name",
    email: "payers_by_email",
    client: "payers_by_client",
    created: "payers_by_creation",
  } as const;
  type IndexedId = keyof typeof PAYER_INDEXES;

  it.each(sortTextsOf<IndexedId>(["name", "email", "client", "created"]))(
    "of payers is in the order of an index, at once and later: %s",
    async (sort: SortText<IndexedId>) => {
      const index = PAYER_INDEXES[sort.replace("-", "") as IndexedId];
      const first = await listPayers(ctx(), { q: "", sort, limit: 50 });
      await expectIndexed(index, [null, first.nextCursor], (cursor) =>
        planOf((tx) => selectPayers(ctx(), tx, { q: "", limit: 50, sort, cursor })),
      );
    },
  );

  async function expectIndexed(
    index: string,
    cursors: (string | null)[],
    plan: (cursor: string | null) => Promise<string>,
  ) {
    expect(cursors).not.toContain(undefined);
    for (const cursor of cursors) {
      const text = await plan(cursor);
      expect(text).toMatch(new RegExp(`Index Scan( Backward)? using ${index} on `));
      expect(text).not.toMatch(/-> {2}Sort/);
      if (cursor) expect(text).toMatch(/Index Cond: \(\(firm_id = [^\n]* ROW\(/);
    }
  }
});
