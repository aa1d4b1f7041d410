import { beforeAll, expect, it } from "vitest";
import { TAKEN_STATUSES } from "@/lib/dashboard/rules";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { clockAfter, DAY_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { mergePaymentDays } from "./merge-payment-days";
import { sumPayments } from "./queries";
import { reconcilePayments } from "./reconcile-payments";
import { PaymentFilter } from "./schemas";

const test = useTestDatabase();
let firm: TestFirm;

const KEYS = "firm_id, day::text, account_id, source, method_kind, status";

/** The sums by day, and the same from the payments themselves. */
async function sums(zone = "America/New_York"): Promise<[object[], object[]]> {
  const kept = await test.asOwner(
    `select ${KEYS}, sum(payments)::int as n, sum(amount_cents)::int as amount, sum(refunded_cents)::int as refunded from payment_days
     group by 1, 2, 3, 4, 5, 6 having sum(payments) <> 0 or sum(amount_cents) <> 0 order by 1, 2, 3, 4, 5, 6`,
  );
  const truth = await test.asOwner(
    `select ${KEYS}, count(*)::int as n, sum(amount_cents)::int as amount, sum(refunded_cents)::int as refunded
     from (select *, (created_at at time zone '${zone}')::date as day from payments) p group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`,
  );
  return [kept, truth];
}

/** The same of the days of taken money. */
async function takenSums(zone = "America/New_York"): Promise<[object[], object[]]> {
  const kept = await test.asOwner(
    `select firm_id, day::text, account_id, sum(payments)::int as n, sum(net_cents)::int as net from taken_days
     group by 1, 2, 3 having sum(payments) <> 0 or sum(net_cents) <> 0 order by 1, 2, 3`,
  );
  const truth = await test.asOwner(
    `select firm_id, ((created_at at time zone '${zone}')::date)::text as day, account_id, count(*)::int as n,
       sum(amount_cents - refunded_cents)::int as net
     from payments where status in (${TAKEN_STATUSES.map((status) => `'${status}'`).join(", ")}) group by 1, 2, 3 order by 1, 2, 3`,
  );
  return [kept, truth];
}

beforeAll(async () => {
  firm = await makeTestFirm();
  const pay = async (method: string, ms: number, changes: object = {}) => {
    const clock = clockAfter(ms);
    const link = await firm.makeLink({ send: false, ...changes }, clock);
    return (await payAs(firm, link.id, { method, clock })).paymentId;
  };
  // Many at once, late in the evening of New York: another day than in UTC.
  const evening = 11 * 3_600_000;
  const paid = await Promise.all(
    Array.from({ length: 12 }, (_, turn) => pay(turn % 3 === 0 ? "declined" : "visa", evening + turn)),
  );
  await pay("bank-pays", DAY_MS);
  await pay("visa", 2 * DAY_MS, { account: "IOLTA Trust", clientRef: "10041", matterRef: "0003" });
  const input = { paymentId: paid[1] ?? "", amountCents: 2_500, reason: "", requestKey: "a-request" };
  await refundPayment(staffCtx(firm, ["payments.refund"]), input);
  await reconcilePayments(firm.ctxAt(clockAfter(3 * DAY_MS)));
}, 60_000);

it("keeps sums that are the truth, before and after they are put together, and beside charges", async () => {
  const [kept, truth] = await sums();
  expect(truth.length).toBeGreaterThan(3);
  expect(kept).toEqual(truth);
  const [takenKept, takenTruth] = await takenSums();
  expect(takenTruth.length).toBeGreaterThan(2);
  expect(takenKept).toEqual(takenTruth);
  const whole = await sumPayments(firm.ctxAt(), PaymentFilter.parse({}));
  const charges = Array.from({ length: 6 }, async (_, turn) => {
    const link = await firm.makeLink({ send: false }, clockAfter(4 * DAY_MS));
    await payAs(firm, link.id, { method: "visa", clock: clockAfter(4 * DAY_MS + turn) });
  });
  await Promise.all([
    ...charges,
    mergePaymentDays(firm.ctxAt(), { leastRows: 0 }),
    mergePaymentDays(firm.ctxAt(), { leastRows: 0 }),
  ]);
  await mergePaymentDays(firm.ctxAt(), { leastRows: 0 });
  const [merged, after] = await sums();
  expect(merged).toEqual(after);
  const rows = await test.asOwner("select count(*)::int as n from payment_days");
  expect(rows).toEqual([{ n: merged.length }]);
  const [takenMerged, takenAfter] = await takenSums();
  expect(takenMerged).toEqual(takenAfter);
  expect(await test.asOwner("select count(*)::int as n from taken_days")).toEqual([{ n: takenMerged.length }]);
  expect(await mergePaymentDays(firm.ctxAt(), { leastRows: 0 })).toEqual({ merged: 0 });
  expect((await sumPayments(firm.ctxAt(), PaymentFilter.parse({}))).count).toBe(whole.count + 6);
}, 60_000);

it("follows a firm into another time zone", async () => {
  await test.asOwner(
    `with s as (select set_config('app.firm_id', '${firm.firmId}', true))
     update firms set time_zone = 'Asia/Tokyo' from s where firm_id = '${firm.firmId}'`,
  );
  for (const [kept, truth] of [await sums("Asia/Tokyo"), await takenSums("Asia/Tokyo")]) expect(kept).toEqual(truth);
});

it("refuses who may not", async () => {
  const viewer = staffCtx(firm, ["payments.view"]);
  expect(await refusalOf(mergePaymentDays(viewer, { leastRows: 0 }))).toMatchObject({ code: "forbidden" });
});
