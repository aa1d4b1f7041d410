import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { voidPayment } from "@/lib/voids/void-payment";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { calmFaults, DAY_MS, HOUR_MS, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTrustBench, type TrustBench } from "@/tests/support/trust-bench";
import { getTrustMatter } from "./get-trust-matter";
import { listOpenCharges } from "./list-open-charges";
import { listTrustBalances } from "./list-trust-balances";
import { markReplaced } from "./mark-replaced";
import { TrustFilter } from "./schemas";

const test = useTestDatabase();
let bench: TrustBench;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  bench = await makeTrustBench(test, `frm_${firms}`);
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

describe("the ledger of a matter", () => {
  it("says in transit, on hold and cleared, with all that is to be known of a receipt of trust money", async () => {
    await bench.setHoldDays(5);
    const paymentId = await bench.deposit(50_000);
    expect(await bench.standingAfter(0)).toMatchObject({ totalCents: 50_000, inTransitCents: 50_000, clearedCents: 0 });
    await bench.reconcileAfter(2 * DAY_MS);
    expect(await bench.standingAfter(2 * DAY_MS)).toMatchObject({ onHoldCents: 50_000, inTransitCents: 0 });
    expect(await bench.standingAfter(9 * DAY_MS)).toMatchObject({ clearedCents: 50_000, onHoldCents: 0 });
    const matter = await getTrustMatter(bench.clerkAfter(9 * DAY_MS), bench.key);
    expect(matter).toMatchObject({
      accountName: "IOLTA Trust",
      clientRef: "10233",
      matterRef: "10233-04",
      holdDays: 5,
    });
    expect(matter.entries).toMatchObject([
      {
        kind: "deposit",
        amountCents: 50_000,
        balanceCents: 50_000,
        source: "Elena Marsh",
        purpose: "204118",
        paymentId,
      },
    ]);
  });

  it("writes a line for each way in which money leaves, with the balance after it", async () => {
    const kept = await bench.settled(30_000);
    const undone = await bench.deposit(10_000);
    await voidPayment(bench.clerkAfter(HOUR_MS), { paymentId: undone, reason: "Wrong matter" });
    await bench.deposit(20_000, "bank-r01");
    await bench.reconcileAfter(6 * DAY_MS);
    await bench.refund(kept, 5_000, 6 * DAY_MS);
    const { entries } = await getTrustMatter(bench.clerkAfter(7 * DAY_MS), bench.key);
    expect(entries.map(({ kind, amountCents, balanceCents }) => [kind, amountCents, balanceCents])).toEqual([
      ["deposit", 30_000, 30_000],
      ["deposit", 10_000, 40_000],
      ["void", -10_000, 30_000],
      ["deposit", 20_000, 50_000],
      ["deposit_back", -20_000, 30_000],
      ["refund", -5_000, 25_000],
    ]);
  });

  it("is the same however often recovery looks, and holds nothing of operating money or declines", async () => {
    await bench.settled(30_000);
    await bench.deposit(30_000, "declined");
    const link = await bench.firm.makeLink({ send: false });
    await bench.payLink(link.id, "visa");
    for (const days of [3, 4, 5]) await bench.reconcileAfter(days * DAY_MS);
    const rows = await test.asOwner("select kind from trust_entries where firm_id = $1", [bench.firm.firmId]);
    expect(rows).toEqual([{ kind: "deposit" }]);
  });

  it("shows balances to whoever may see payments, account by account", async () => {
    await bench.settled(30_000);
    const filter = TrustFilter.parse({});
    const { accounts, matters } = await listTrustBalances(bench.clerkAfter(3 * DAY_MS), filter);
    expect(accounts).toMatchObject([
      { accountName: "IOLTA Trust", totalCents: 30_000, matters: 1, feeAccountName: "Operating" },
    ]);
    expect(matters).toMatchObject([{ matterRef: "10233-04", totalCents: 30_000, clearedCents: 30_000 }]);
    const elsewhere = staffCtx(bench.firm, ["payments.view"], { accountIds: ["acc_operating"] });
    expect(await listTrustBalances(elsewhere, filter)).toEqual({
      accounts: [],
      matters: [],
      negativeCount: 0,
      count: 0,
      nextCursor: null,
      previousCursor: null,
    });
    expect(await refusalOf(getTrustMatter(elsewhere, bench.key))).toMatchObject({ code: "not_found" });
    expect(await refusalOf(listTrustBalances(staffCtx(bench.firm, []), filter))).toMatchObject({ code: "forbidden" });
  });
});

describe("a return or chargeback of trust money", () => {
  it("lowers the matter at once, is charged to operating with its fee, and raises one alert with what to replace", async () => {
    const paymentId = await bench.settled(40_000);
    await bench.act(paymentId, "dispute", 3 * DAY_MS);
    expect(await bench.standingAfter(4 * DAY_MS)).toMatchObject({ totalCents: 0, clearedCents: 0 });
    const charges = await bench.openCharges();
    expect(charges).toEqual([
      ["chargeback", 40_000],
      ["dispute_fee", 1_500],
      ["fee", 1_190],
    ]);
    expect(await bench.openAlerts("trust_to_replace")).toEqual([
      { object_id: "acc_trust", detail: { amountCents: "42690", count: "3", currency: "USD" } },
    ]);
  });

  it("of money that was spent takes the matter below zero: an alarm that ends when operating has replaced it", async () => {
    const paymentId = await bench.settled(40_000, "bank-pays");
    await bench.refund(paymentId, 25_000, 5 * DAY_MS);
    await bench.act(paymentId, "return", 6 * DAY_MS);
    expect(await bench.standingAfter(7 * DAY_MS)).toMatchObject({ totalCents: -25_000, clearedCents: -25_000 });
    expect(await bench.openAlerts("trust_negative")).toMatchObject([
      {
        object_id: "acc_trust/10233/10233-04",
        detail: { balanceCents: "-25000", clientRef: "10233", matterRef: "10233-04" },
      },
    ]);
    const clerk = bench.clerkAfter(7 * DAY_MS);
    expect(await listTrustBalances(clerk, TrustFilter.parse({ q: "none" }))).toMatchObject({
      matters: [],
      negativeCount: 1,
    });
    const open = await listOpenCharges(clerk);
    const charge = open.find(({ kind }) => kind === "return");
    expect(charge).toMatchObject({ amountCents: 40_000, mayBeCovered: false, operatingAccountName: "Operating" });
    const chargeIds = [charge?.id ?? ""];
    const covered = markReplaced(clerk, { chargeIds, outcome: "covered", note: "The matter covers it" });
    expect(await refusalOf(covered)).toEqual({ code: "refused", reason: "trust_not_covered" });
    expect(await markReplaced(clerk, { chargeIds, outcome: "replaced", note: "Transfer 118 of May 11" })).toEqual({
      marked: 1,
    });
    expect(await markReplaced(clerk, { chargeIds, outcome: "replaced", note: "Again" })).toEqual({ marked: 0 });
    expect(await bench.openAlerts("trust_negative")).toEqual([]);
    expect(await bench.standingAfter(7 * DAY_MS)).toMatchObject({ totalCents: 15_000, clearedCents: 15_000 });
    const audit = await test.asOwner(
      "select detail->>'note' as note from audit_log where firm_id = $1 and action = 'trust.replaced'",
      [bench.firm.firmId],
    );
    expect(audit).toEqual([{ note: "Transfer 118 of May 11" }]);
  });

  it("that is good again before anybody replaced it leaves nothing to replace but the fees", async () => {
    const paymentId = await bench.settled(40_000);
    await bench.act(paymentId, "dispute", 3 * DAY_MS);
    await bench.act(paymentId, "win", 20 * DAY_MS);
    expect(await bench.standingAfter(30 * DAY_MS)).toMatchObject({ totalCents: 40_000, clearedCents: 40_000 });
    expect(await bench.openCharges()).toEqual([
      ["dispute_fee", 1_500],
      ["fee", 1_190],
    ]);
  });

  it("that is good again after it was replaced is taken out of trust again", async () => {
    const paymentId = await bench.settled(40_000);
    await bench.act(paymentId, "dispute", 3 * DAY_MS);
    const replaceAll = async (days: number) => {
      const clerk = bench.clerkAfter(days * DAY_MS);
      const chargeIds = (await listOpenCharges(clerk)).map(({ id }) => id);
      return markReplaced(clerk, { chargeIds, outcome: "replaced", note: `Moved on day ${days}` });
    };
    expect(await replaceAll(4)).toEqual({ marked: 3 });
    expect(await bench.openAlerts("trust_to_replace")).toEqual([]);
    await bench.act(paymentId, "win", 20 * DAY_MS);
    expect(await bench.standingAfter(21 * DAY_MS)).toMatchObject({ totalCents: 80_000 });
    expect(await bench.openCharges()).toEqual([["chargeback_back", -40_000]]);
    expect(await replaceAll(22)).toEqual({ marked: 1 });
    expect(await bench.standingAfter(22 * DAY_MS)).toMatchObject({ totalCents: 40_000, clearedCents: 40_000 });
  });

  it("is marked by whoever may refund, in accounts that are theirs", async () => {
    await bench.settled(40_000);
    const chargeIds = (await listOpenCharges(bench.clerkAfter(3 * DAY_MS))).map(({ id }) => id);
    const input = { chargeIds, outcome: "replaced" as const, note: "Moved" };
    expect(await refusalOf(markReplaced(staffCtx(bench.firm, ["payments.view"]), input))).toMatchObject({
      code: "forbidden",
    });
    const elsewhere = staffCtx(bench.firm, ["payments.refund"], { accountIds: ["acc_operating"] });
    expect(await refusalOf(markReplaced(elsewhere, input))).toMatchObject({ code: "not_found" });
    const other = await makeTrustBench(test, `frm_${firms}_other`);
    expect(await refusalOf(markReplaced(other.clerkAfter(0), input))).toMatchObject({ code: "not_found" });
  });
});

it("charges each fee once, and only what it grew by", async () => {
  await bench.settled(100_000);
  for (const hours of [60, 70, 80]) await reconcilePayments(bench.ctxAfter(hours * HOUR_MS));
  expect(await bench.openCharges()).toEqual([["fee", 2_930]]);
});
