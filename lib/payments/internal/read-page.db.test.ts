import { type SQL, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/platform/clock";
import { inFirm } from "@/lib/platform/tx";
import { putManyPayments } from "@/tests/support/many-payments";
import { staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { PAYMENT_SORTS, type PaymentSortId } from "../columns";
import { listPayments } from "../queries";
import { gatherCustomFields, PaymentFilter } from "../schemas";
import { readScope } from "./list-scope";
import { pageQuestion } from "./read-page";
import { orderOf } from "./sort";

// How the database means to answer the questions of Payment Manager, as the role of the app, with statistics of 12,000 payments.

const database = useTestDatabase();
const clock = fixedClock(new Date("2026-11-21T15:30:00Z"));
let firm: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  await putManyPayments(database, firm.firmId);
});

const ctx = () => staffCtx(firm, ["payments.view"], { clock });
const filterOf = (query: object) => PaymentFilter.parse(gatherCustomFields({ limit: 50, ...query }));

async function planOf(question: SQL): Promise<string> {
  const { rows } = await inFirm(ctx(), (tx) => tx.execute<{ "QUERY PLAN": string }>(sql`explain ${question}`));
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

async function planOfPage(query: object): Promise<string> {
  const filter = filterOf(query);
  const question = await inFirm(ctx(), async (tx) => pageQuestion(filter, orderOf(filter), await readScope(ctx(), tx)));
  return planOf(question);
}

const SORT_INDEXES: Record<PaymentSortId, string> = {
  date: "payments_newest",
  number: "payments_number",
  payer: "payments_by_payer_name",
  client: "payments_by_matter",
  matter: "payments_by_matter",
  invoice: "payments_by_invoice",
  source: "payments_by_source",
  method: "payments_by_method",
  status: "payments_by_status",
  amount: "payments_by_amount",
  approved_at: "payments_by_approval",
  settled_at: "payments_by_settlement",
};

describe("a page of Payment Manager", () => {
  it.each(PAYMENT_SORTS.flatMap((id) => [id, `-${id}`] as const))(
    "is in the order of an index, at once and later: %s",
    async (sort) => {
      const index = SORT_INDEXES[sort.replace("-", "") as PaymentSortId];
      const first = await listPayments(ctx(), filterOf({ sort }));
      for (const cursor of [undefined, first.nextCursor ?? "none"]) {
        const plan = await planOfPage({ sort, cursor });
        expect(plan).toMatch(new RegExp(`Index Scan( Backward)? using ${index} on payments`));
        expect(plan).not.toMatch(/Seq Scan on payments|-> {2}Sort/);
        if (cursor) expect(plan).toMatch(/Index Cond: \(\(firm_id = [^\n]* (ROW\(|>|<)/);
      }
    },
  );

  it.each([
    ["everything", { q: "zephyrine" }, "payments_search"],
    ["two words", { q: "zephyrine quill" }, "payments_search"],
    ["an address", { email: "nobody@office.example" }, "payments_search"],
    ["a payer", { payer: "zephyrine" }, "payments_search"],
    ["a number", { number: "P-2026-000123" }, "payments_number"],
    ["the beginning of a number", { number: "P-2026-0001" }, "payments_number"],
    ["a link's number", { number: "L-2026-000123" }, "payments_by_link"],
    ["a receipt's number", { q: "R-2026-000123" }, "payments_firm_id_id_pk"],
    ["the gateway's id", { q: "sbx_ch_abcdefgh" }, "payments_by_gateway_ref"],
    ["an invoice", { invoice: "abcdef" }, "payments_search"],
    ["a matter", { client: "abcdef", matter: "0001" }, "payments_search"],
    ["last four", { last4: "0123" }, "payments_search"],
    ["a payer's id", { payerId: "pyr_some" }, "payments_by_payer"],
    ["a status", { status: "disputed" }, "payments_by_status"],
    ["a source", { source: "api" }, "payments_by_source"],
    ["a method", { methodKind: "echeck" }, "payments_by_method"],
    ["a brand", { brand: "discover" }, "payments_by_method"],
    ["a decline", { decline: "stolen_card" }, "payments_by_decline"],
    ["an account", { accountKind: "trust" }, "payments_by_account"],
    ["a user", { user: "usr_some" }, "payments_by_user"],
    ["refunds", { has: "refund" }, "payments_refunded_ones"],
    ["surcharges", { has: "surcharge" }, "payments_with_surcharge"],
    ["a field of the firm's own", { "cf.fld_office": "Newark" }, "payments_by_custom_fields"],
    ["an amount", { amount: "107.77" }, "payments_by_amount"],
    ["a range of amounts", { minCents: "10500", maxCents: "10600" }, "payments_by_amount"],
    ["a day", { from: "2026-03-01", to: "2026-03-01" }, "payments_newest"],
    ["a day of approval", { from: "2026-03-01", to: "2026-03-01", on: "approved" }, "payments_by_approval"],
    ["a day of settlement", { from: "2026-03-01", to: "2026-03-01", on: "settled" }, "payments_by_settlement"],
  ])("is found by an index: %s", async (_, query, index) => {
    const plan = await planOfPage(query);
    expect(plan).toContain(` ${index} `);
    expect(plan).not.toContain("Seq Scan on payments");
    expect(plan).not.toMatch(/Filter: [^\n]*SubPlan/);
  });

  it("is found by an index for each of any five conditions", async () => {
    const plan = await planOfPage({
      match: "any",
      payer: "zephyrine",
      status: "disputed",
      amount: "107.77",
      decline: "stolen_card",
      user: "usr_some",
    });
    for (const index of ["search", "by_status", "by_amount", "by_decline", "by_user"])
      expect(plan).toContain(` payments_${index} `);
    expect(plan).not.toContain("Seq Scan on payments");
  });

  it("begins near a month of settlement, not at today", async () => {
    const plan = await planOfPage({ from: "2025-08-01", to: "2025-10-31", on: "settled" });
    expect(plan).toMatch(/Index Cond: [^\n]*created_at </);
  });

  it.each(["settled", "approved"] as const)(
    "begins near a month when they were %s, not at the first payment",
    async (on) => {
      const index = on === "settled" ? "payments_by_settlement" : "payments_by_approval";
      const month = { from: "2026-08-01", to: "2026-08-31", on, sort: "date" };
      const plan = await planOfPage(month);
      expect(plan).toMatch(/Index Scan using payments_newest on payments[^\n]*\n *Index Cond: [^\n]*created_at >= /);
      expect(plan).toMatch(new RegExp(`InitPlan[^]*${index} `));
      expect(plan).not.toMatch(/Seq Scan on payments/);
      const first = await listPayments(ctx(), filterOf(month));
      expect(await planOfPage({ ...month, cursor: first.nextCursor })).not.toContain("InitPlan");
      expect(await planOfPage({ ...month, match: "any" })).not.toContain("InitPlan");
      expect(await planOfPage({ ...month, from: "2025-08-01" })).not.toContain("InitPlan");
    },
  );

  it("of a few days of settlement holds the same rows from either end", async () => {
    for (const extra of [{}, { to: "2026-08-31", payer: "zephyrine" }, { accountKind: "operating" }]) {
      const days = { from: "2026-08-01", to: "2026-08-05", on: "settled", limit: 200, ...extra };
      const oldest = await listPayments(ctx(), filterOf({ ...days, sort: "date" }));
      const newest = await listPayments(ctx(), filterOf({ ...days, sort: "-date" }));
      expect(oldest.rows.length).toBeGreaterThan(0);
      expect(oldest.rows.map(({ id }) => id)).toEqual(newest.rows.map(({ id }) => id).reverse());
    }
  });
});
