import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/platform/clock";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { putManyPostings } from "@/tests/support/many-postings";
import { staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { POSTING_SORTS } from "../columns";
import { PostingFilter } from "../schemas";
import { foundQuestion } from "./count-states";
import { isFound, pageQuestion, readPage } from "./read-page";
import { orderOf } from "./sort";

// How the database means to answer Manage Postings, as the role of the app, with statistics of 12,000 records.

const database = useTestDatabase();
const clock = fixedClock(new Date("2026-11-21T15:30:00Z"));
const COUNT = 12_000;
let firm: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  const other = await makeTestFirm("frm_other");
  await putManyPostings(database, firm.firmId, COUNT);
  await putManyPostings(database, other.firmId, 600);
});

const ctx = (accountIds: readonly string[] | null = null) => staffCtx(firm, ["postings.manage"], { clock, accountIds });
const filterOf = (query: object) => PostingFilter.parse({ limit: 50, view: "all", ...query });

async function planOf(make: (tx: Tx) => SQLWrapper): Promise<string> {
  const { rows } = await inFirm(ctx(), (tx) =>
    tx.execute<{ "QUERY PLAN": string }>(sql`explain ${make(tx).getSQL() as SQL}`),
  );
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

const page = (query: object) => (tx: Tx) => {
  const filter = filterOf(query);
  return pageQuestion(tx, filter, orderOf(filter), isFound(ctx(), filter.q));
};

const idsOf = (query: object, accountIds: readonly string[] | null = null) =>
  inFirm(ctx(accountIds), async (tx) => {
    const filter = filterOf(query);
    const rows = await readPage(ctx(accountIds), tx, filter, orderOf(filter));
    return rows.map(({ posting }) => posting.id);
  });

/** The same without any index: what the tables hold. */
const expected = async (word: string, order: string, and = "") => {
  const rows = await database.asOwner<{ id: string }>(
    `select id from postings where firm_id = $1 and lower(concat_ws(' ', number, payer_name, client_number, client_name, matter_number,
       matter_name, invoice_number, payor_name)) like $2 ${and} order by ${order}, id desc limit 51`,
    [firm.firmId, `%${word}%`],
  );
  return rows.map(({ id }) => id);
};

describe("a search of posting records", () => {
  it.each([
    ["a name", "zephyrine"],
    ["two words", "zephyrine quill"],
    ["a word of two letters", "ze qu"],
    ["a record's number", "D-2026-000123"],
    ["an invoice", "201234"],
    ["a client", "10427"],
    ["a text with signs of LIKE", "100%_"],
  ])("uses the index of text, for a page and for its counts: %s", async (_, q) => {
    for (const view of ["all", "pending_incomplete", "posted"] as const)
      expect(await planOf(page({ q, view }))).toContain(" postings_search ");
    // What few records of a state hold is told from them, whatever stands on the others; of many, by the index.
    const planOfCount = (state: "pending" | "posted") =>
      planOf(() => ({ getSQL: () => foundQuestion(ctx(), state, q) }));
    expect(await planOfCount("pending")).toContain(" postings_by_state ");
    expect(await planOfCount("posted")).toContain(" postings_search ");
  });

  it.each(POSTING_SORTS.flatMap((id) => [id, `-${id}`] as const))(
    "reads a list without a search in the order of an index: %s",
    async (sort) => {
      const plan = await planOf(page({ sort }));
      expect(plan).not.toMatch(/Seq Scan on postings|-> {2}Sort/);
    },
  );

  it("finds what stands on few and on all, of its own firm, in each order and view", async () => {
    expect(await idsOf({ q: "zephyrine" })).toEqual((await expected("zephyrine", "created_at desc")).slice(0, 51));
    expect(await idsOf({ q: "HOLDINGS" })).toEqual(await expected("holdings", "created_at desc"));
    expect(await idsOf({ q: "holdings", sort: "-amount" })).toEqual(await expected("holdings", "amount_cents desc"));
    const some = "and state in ('pending', 'incomplete')";
    expect(await idsOf({ q: "holdings", view: "pending_incomplete" })).toEqual(
      await expected("holdings", "created_at desc", some),
    );
    expect(await idsOf({ q: "zephyrine", view: "pending_incomplete" })).toEqual(
      await expected("zephyrine", "created_at desc", some),
    );
    expect(await idsOf({ q: "nobody at all" })).toEqual([]);
    expect(await idsOf({ q: "D-2026-000123" })).toEqual(["pst_123"]);
  });

  it("finds nothing of an account that the actor may not see", async () => {
    for (const q of ["zephyrine", "holdings"]) expect(await idsOf({ q }, ["acc_trust"])).toEqual([]);
  });
});
