import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { fixedClock } from "@/lib/platform/clock";
import { inFirm } from "@/lib/platform/tx";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { filters, inventPayments, ORACLE_NOW, oracleMatches, oracleOrder } from "@/tests/support/payment-oracle";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { PAYMENT_SORTS } from "./columns";
import type { PaymentRow } from "./model";
import { groupPayments, listPayments, sumPayments, sumSelected } from "./queries";
import { gatherCustomFields, PaymentFilter } from "./schemas";
import { streamPayments } from "./stream-payments";

// Every filter, sort and sum beside a search that is written as plainly as can be.

const test = useTestDatabase();
const payments = inventPayments(240);
let firm: TestFirm;
let stranger: TestFirm;
/** The texts that rows are ordered by, in the database's order. */
let places: Map<string, number>;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
  // Written as they are: their triggers would live through every move.
  await test.asOwner("alter table payments disable trigger user");
  for (const firmId of [firm.firmId, stranger.firmId]) {
    const rows = payments.map((payment) => ({
      ...payment,
      ...{
        firm_id: firmId,
        obligation: `test:${payment.id}`,
        attempt: 1,
        currency: "USD",
        locale: "en",
        gateway: "sandbox",
      },
      ...{ method_token: "", charge_use: "present", customer_ref: "", challenge_url: "", method_funding: "" },
      ...{ authorization_text: "", return_code: "", checks: 0 },
    }));
    const columns = Object.keys(rows[0] ?? {}).join(", ");
    await test.asOwner(
      `insert into payments (${columns}) select ${columns} from jsonb_populate_recordset(null::payments, $1)`,
      [JSON.stringify(rows)],
    );
    await test.asOwner(
      `with s as (select set_config('app.firm_id', '${firmId}', false)) select rebuild_payment_days() from s`,
    );
  }
  await test.asOwner("alter table payments enable trigger user");
  const texts = [
    ...new Set(
      payments.flatMap((payment) => Object.values(payment).map(String)).flatMap((text) => [text, text.toLowerCase()]),
    ),
  ];
  const ordered = await test.asOwner<{ text: string }>("select text from unnest($1::text[]) text order by text", [
    texts,
  ]);
  places = new Map(ordered.map(({ text }, index) => [text, index]));
});

const clock = fixedClock(ORACLE_NOW);
const viewer = (accountIds: string[] | null = null) => staffCtx(firm, ["payments.view"], { accountIds, clock });
const filterOf = (query: object) => PaymentFilter.parse(gatherCustomFields({ limit: 200, ...query }));
const compare = (a: string, b: string) => (places.get(a) ?? 0) - (places.get(b) ?? 0);
const isTaken = ({ status }: { status: string }) =>
  ["approved", "settled", "pending", "partially_refunded", "refunded"].includes(status);

async function listAll(ctx: ReturnType<typeof viewer>, query: object, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listPayments>> = await listPayments(
      ctx,
      filterOf({ ...query, limit, cursor }),
    );
    ids.push(...page.rows.map((row) => row.id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

function totalsOf(rows: readonly (typeof payments)[number][]) {
  const net = (account: string) =>
    rows
      .filter((row) => isTaken(row) && row.account_id === account)
      .reduce((sum, row) => sum + row.amount_cents - row.refunded_cents, 0);
  return { count: rows.length, operatingCents: net("acc_operating"), trustCents: net("acc_trust") };
}

describe("listPayments and sumPayments", () => {
  it("find what a naive search finds, whatever the filter, and add it up", async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom<string[] | null>(null, ["acc_trust"], []),
        async (query, accountIds) => {
          const filter = filterOf(query);
          const seen = payments.filter((payment) => accountIds === null || accountIds.includes(payment.account_id));
          const expected = seen.filter((payment) => oracleMatches(payment, filter));
          const ids = await listAll(viewer(accountIds), query, 200);
          expect(ids).toEqual(oracleOrder(expected, filter, compare).map(({ id }) => id));
          expect(await sumPayments(viewer(accountIds), filter)).toEqual({ ...totalsOf(expected), isWhole: true });
          found += ids.length > 0 ? 1 : 0;
        },
      ),
      { numRuns: 250 },
    );
    expect(found).toBeGreaterThan(100);
  }, 120_000);

  it.each(PAYMENT_SORTS.flatMap((id) => [id, `-${id}`]))(
    "shows each row once, page by page, in the order %s",
    async (sort) => {
      const ids = await listAll(viewer(), { sort }, 7);
      expect(ids).toEqual(oracleOrder(payments, filterOf({ sort }), compare).map(({ id }) => id));
    },
  );

  it("refuse a cursor that was made for another order, or by hand", async () => {
    const { nextCursor } = await listPayments(viewer(), filterOf({ limit: 5 }));
    const by = (query: object) => refusalOf(listPayments(viewer(), filterOf(query)));
    expect(await by({ cursor: nextCursor, sort: "amount" })).toMatchObject({ reason: "cursor_of_other_sort" });
    const forged = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
    for (const cursor of [
      "x",
      forged(),
      forged("-date", "2026-02-30 11:00", "pay_1"),
      forged("-date", "pay_1"),
      forged("-date", "a", "b", "pay_1"),
      forged("-date", "2026-05-04T15:00:00.000Z", "' or 1=1"),
    ])
      expect(await by({ cursor }), cursor).toMatchObject({ code: "invalid_input" });
    expect(await by({ cursor: forged("amount", "12 or 1", "pay_1"), sort: "amount" })).toMatchObject({
      reason: "cursor_invalid",
    });
    expect(await by({ amount: "12,50" })).toMatchObject({ reason: "amount_unreadable" });
  });

  it("see nothing of another firm, also not through the view without a firm", async () => {
    const theirs = { ...viewer(), firmId: stranger.firmId };
    expect((await listPayments(theirs, filterOf({}))).rows).toHaveLength(200);
    const withoutFirm = await database().execute(sql`select count(*)::int as n from listed_payments`);
    expect(withoutFirm.rows).toEqual([{ n: 0 }]);
    const ofTwo = await inFirm(viewer(), (tx) => tx.execute(sql`select distinct firm_id from listed_payments`));
    expect(ofTwo.rows).toEqual([{ firm_id: firm.firmId }]);
    const change = database().execute(sql`update listed_payments set note = ''`);
    expect(await change.catch((error: Error) => String(error.cause))).toContain("permission denied");
  });
});

describe("streamPayments", () => {
  const streamed = async (query: object): Promise<PaymentRow[]> => {
    const rows: PaymentRow[] = [];
    for await (const batch of streamPayments(viewer(), filterOf(query))) rows.push(...batch);
    return rows;
  };

  it("gives all rows of a filter in its order, as the list shows them", async () => {
    const query = { methodKind: "card", sort: "payer" };
    const rows = await streamed({ ...query, limit: 5 });
    expect(rows.map(({ id }) => id)).toEqual(await listAll(viewer(), query, 50));
    expect(rows[0]).toEqual((await listPayments(viewer(), filterOf(query))).rows[0]);
  });

  it("gives its connection back when the reader stops, and tells what went wrong", async () => {
    for (let turn = 0; turn < 30; turn++) for await (const _ of streamPayments(viewer(), filterOf({}))) break;
    expect(await refusalOf(streamed({ amount: "x" }))).toMatchObject({ code: "invalid_input" });
    const blind = streamPayments(staffCtx(firm, ["links.send"]), filterOf({}));
    expect(await refusalOf(blind.next())).toMatchObject({ code: "forbidden" });
  });
});

describe("groupPayments", () => {
  it.each(["day", "month", "source", "method", "account", "user", "status"])(
    "by %s adds up to the whole",
    async (group) => {
      for (const query of [
        {},
        { source: "quick_link,api" },
        { payer: "marsh" },
        { from: "2026-04-20", on: "settled" },
      ]) {
        const filter = filterOf({ ...query, group });
        const groups = await groupPayments(viewer(), filter);
        const sum = (of: "count" | "operatingCents" | "trustCents") => groups.reduce((all, one) => all + one[of], 0);
        const { isWhole: _, ...whole } = await sumPayments(viewer(), filter);
        expect({ count: sum("count"), operatingCents: sum("operatingCents"), trustCents: sum("trustCents") }).toEqual(
          whole,
        );
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
      }
    },
  );

  it("puts days of the firm's own zone together, newest first", async () => {
    const groups = await groupPayments(viewer(), filterOf({ group: "day", from: "2026-05-03" }));
    expect(groups.map(({ key }) => key)).toEqual(["2026-05-04", "2026-05-03"]);
    expect((await groupPayments(viewer(), filterOf({ group: "account" }))).map(({ name }) => name)).toEqual([
      "IOLTA Trust",
      "Operating",
    ]);
  });
});

it("sumSelected adds up what was picked, of what the actor may see", async () => {
  const picked = payments.slice(0, 30);
  const ids = [...picked.map(({ id }) => id), "pay_none"];
  expect(await sumSelected(viewer(), ids)).toEqual({ ...totalsOf(picked), isWhole: true });
  const inTrust = picked.filter(({ account_id }) => account_id === "acc_trust");
  expect(await sumSelected(viewer(["acc_trust"]), ids)).toEqual({ ...totalsOf(inTrust), isWhole: true });
  expect(await sumSelected(viewer(), [])).toMatchObject({ count: 0 });
});
