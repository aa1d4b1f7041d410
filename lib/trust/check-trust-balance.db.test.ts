import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { APP_ROLE } from "@/db/client";
import { problemOf } from "@/lib/http/api-problem";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { calmFaults, causeFaults, clockAfter, DAY_MS, HOUR_MS, refusalOf } from "@/tests/support/money-bench";
import { printFigures } from "@/tests/support/print-figures";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTrustBench, type TrustBench } from "@/tests/support/trust-bench";
import type { TrustEntryKind } from "./model";
import { standingOf } from "./rules";

const test = useTestDatabase();
const TOO_LOW = { code: "refused", reason: "trust_balance_too_low" };
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

describe("a refund of trust money (T11)", () => {
  it("waits until the money has settled and its hold has passed", async () => {
    await bench.setHoldDays(5);
    const paymentId = await bench.deposit(50_000);
    expect(await refusalOf(bench.refund(paymentId, 1, HOUR_MS))).toEqual(TOO_LOW);
    await bench.act(paymentId, "settle", DAY_MS);
    expect(await refusalOf(bench.refund(paymentId, 1, 4 * DAY_MS))).toEqual(TOO_LOW);
    expect(await bench.refund(paymentId, 50_000, 7 * DAY_MS)).toMatchObject({ kind: "refunded" });
  });

  it("comes out of its own matter only, and out of all cleared money of it", async () => {
    const first = await bench.settled(30_000);
    const second = await bench.settled(20_000);
    await bench.settled(90_000, "visa", "10233-07");
    await bench.refund(first, 30_000, 2 * DAY_MS);
    expect(await refusalOf(bench.refund(second, 20_001, 2 * DAY_MS))).toMatchObject({ reason: "amount_above_rest" });
    expect(await bench.refund(second, 20_000, 2 * DAY_MS)).toMatchObject({ kind: "refunded" });
  });

  it("is refused while the matter was lowered by a dispute, in the API's words with the figure", async () => {
    const disputed = await bench.settled(30_000);
    const standing = await bench.settled(20_000);
    await bench.refund(disputed, 10_000, 2 * DAY_MS);
    await bench.act(disputed, "dispute", 3 * DAY_MS);
    expect(await bench.standingAfter(4 * DAY_MS)).toMatchObject({ clearedCents: 10_000 });
    const error = await bench.refund(standing, 15_000, 4 * DAY_MS).catch((thrown: unknown) => thrown);
    expect(problemOf(error)).toMatchObject({
      status: 422,
      code: "trust_balance_too_low",
      detail: "This matter’s cleared trust balance is $100.00. Refund that or less, or wait until more has cleared.",
    });
    await test.asOwner(
      `insert into users (firm_id, id, email, name, password_hash, permissions, locale, created_at)
       values ($1, 'usr_test', 'clerk@hartwell.example', 'Test', 'x', '{}', 'fr', now())`,
      [bench.firm.firmId],
    );
    const said = await bench.refund(standing, 15_000, 4 * DAY_MS).catch((thrown: Error) => thrown.message);
    expect(said).toMatch(/^Le solde disponible en fiducie de ce dossier est de 100,00/);
    expect(await bench.refund(standing, 10_000, 4 * DAY_MS)).toMatchObject({ kind: "refunded" });
  });

  it("counts as gone while nobody knows whether it came through", async () => {
    const first = await bench.settled(30_000);
    const second = await bench.settled(30_000);
    const third = await bench.settled(30_000);
    await bench.act(third, "dispute", 2 * DAY_MS);
    await bench.refund(second, 30_000, 2 * DAY_MS);
    await causeFaults("lost=1");
    expect(await bench.refund(first, 20_000, 3 * DAY_MS, "request-lost-answer")).toMatchObject({ kind: "unknown" });
    await calmFaults();
    expect(await bench.standingAfter(3 * DAY_MS)).toMatchObject({ clearedCents: 30_000, underWayCents: 20_000 });
    expect(await refusalOf(bench.refund(first, 10_001, 3 * DAY_MS))).toMatchObject({ code: "refused" });
    expect(await bench.refund(first, 10_000, 3 * DAY_MS)).toMatchObject({ kind: "refunded" });
    await bench.reconcileAfter(3 * DAY_MS + HOUR_MS);
    expect(await bench.standingAfter(4 * DAY_MS)).toMatchObject({ clearedCents: 0, underWayCents: 0 });
  });
});

it("50 refunds over five payments of one matter at once never exceed what has cleared, 10 times", async () => {
  const totals: Record<string, number> = {};
  for (let round = 0; round < 10; round += 1) {
    const matter = `10233-${round + 20}`;
    const paymentIds = await Promise.all([1, 2, 3, 4, 5].map(() => bench.settled(10_000, "visa", matter)));
    // Two of the five come back, so that what is left of each payment is more than the matter holds.
    const [gone, alsoGone, ...left] = paymentIds;
    await bench.refund(gone ?? "", 9_000, 2 * DAY_MS);
    for (const id of [gone, alsoGone]) await bench.act(id ?? "", "dispute", 3 * DAY_MS);
    expect(await bench.standingAfter(4 * DAY_MS, matter)).toMatchObject({ clearedCents: 21_000 });
    const answers = await releaseTogether(50, (index) =>
      bench.refund(left[index % 3] ?? "", 3_000, 4 * DAY_MS, `storm-${round}-${index}`),
    );
    for (const [name, n] of Object.entries(countAnswers(answers))) totals[name] = (totals[name] ?? 0) + n;
    // The payments have room for nine of $30; the matter for seven.
    expect(await bench.standingAfter(4 * DAY_MS, matter)).toMatchObject({ clearedCents: 0, totalCents: 0 });
  }
  printFigures(`50 trust refunds at once over one matter x 10: ${JSON.stringify(totals)}`);
  expect(totals.refunded).toBe(70);
}, 120_000);

it("30 refunds of 30 payments of one matter at once: as many as the matter holds", async () => {
  const spent = await bench.settled(60_000);
  await bench.refund(spent, 55_000, 2 * DAY_MS);
  const paymentIds = await Promise.all(Array.from({ length: 30 }, () => bench.settled(4_000)));
  await bench.act(spent, "dispute", 3 * DAY_MS);
  expect(await bench.standingAfter(4 * DAY_MS)).toMatchObject({ clearedCents: 65_000 });
  const answers = await releaseTogether(30, (index) => bench.refund(paymentIds[index] ?? "", 4_000, 4 * DAY_MS));
  expect(countAnswers(answers)).toEqual({ refunded: 16, "refused trust_balance_too_low": 14 });
}, 60_000);

describe("the database itself", () => {
  async function refuserOf(sql: string): Promise<string> {
    const app = new Client({ connectionString: test.url, options: `-c role=${APP_ROLE}` });
    await app.connect();
    try {
      await app.query("begin");
      await app.query("select set_config('app.firm_id', $1, true)", [bench.firm.firmId]);
      await app.query(sql);
      return "nothing";
    } catch (error) {
      const { constraint, code } = error as { constraint?: string; code: string };
      return constraint ?? code;
    } finally {
      await app.end();
    }
  }

  it("refuses a refund above what has cleared, whoever asks", async () => {
    const paymentId = await bench.deposit(50_000);
    const insert = `insert into refunds (firm_id, id, payment_id, amount_cents, currency, status, request_key, created_by, created_at)
      values ('${bench.firm.firmId}', 'ref_1', '${paymentId}', 1, 'USD', 'processing', 'key-1', 'user:x', now())`;
    expect(await refuserOf(insert)).toBe("trust_balance_too_low");
    await bench.act(paymentId, "settle", DAY_MS);
    expect(await refuserOf(insert)).toBe("nothing");
  });

  it("lets nobody write, change or remove lines, sums, charges and their marks by hand", async () => {
    const paymentId = await bench.settled(50_000);
    const { firmId } = bench.firm;
    const line = `('${firmId}', 'acc_trust', '10233', '10233-04', '${paymentId}', 'deposit', 1, 0, 'USD', 'x', now())`;
    const columns =
      "(firm_id, account_id, client_ref, matter_ref, payment_id, kind, amount_cents, balance_cents, currency, actor, at)";
    for (const sql of [
      `insert into trust_entries ${columns} values ${line}`,
      "update trust_entries set amount_cents = 1",
      "delete from trust_entries",
      "update trust_matters set total_cents = 1",
      "update operating_charges set amount_cents = 1",
      "delete from operating_charges",
      "select watch_trust_matter('x', 'x', 'x', 'x', 'USD')",
    ])
      expect([sql, await refuserOf(sql)]).toEqual([sql, "42501"]);
    expect(await refuserOf(`update payments set matter_ref = 'other' where id = '${paymentId}'`)).toBe(
      "trust_matter_fixed",
    );
    const charge = (trust: string, operating: string) =>
      `insert into operating_charges (firm_id, id, kind, cause, trust_account_id, operating_account_id, payment_id, amount_cents, currency, at)
       values ('${firmId}', 'x', 'fee', 'x', '${trust}', '${operating}', '${paymentId}', 1, 'USD', now())`;
    expect(await refuserOf(charge("acc_trust", "acc_trust"))).toBe("operating_pays");
    expect(await refuserOf(charge("acc_operating", "acc_operating"))).toBe("operating_pays");
    expect(await refuserOf(charge("acc_trust", "acc_operating"))).toBe("nothing");
  });

  it("lets no trust account be without an operating account for its fees (T4)", async () => {
    const account = (kind: string, fee: string) =>
      `insert into merchant_accounts (firm_id, id, name, kind, currency, gateway, created_at, fee_account_id)
       values ('${bench.firm.firmId}', 'acc_x', 'X', '${kind}', 'USD', 'sandbox', now(), ${fee})`;
    expect(await refuserOf(account("trust", "null"))).toBe("trust_needs_fee_account");
    expect(await refuserOf(account("trust", "'acc_trust'"))).toBe("trust_needs_fee_account");
    expect(await refuserOf(account("operating", "'acc_operating'"))).toBe("trust_needs_fee_account");
    expect(await refuserOf(account("trust", "'acc_operating'"))).toBe("nothing");
    expect(await refuserOf("update merchant_accounts set fee_account_id = null where kind = 'trust'")).toBe(
      "trust_needs_fee_account",
    );
  });

  it("sees a matter as the pure rule does, at any time", async () => {
    await bench.setHoldDays(5);
    const early = await bench.settled(30_000);
    const late = await bench.deposit(20_000, "bank-pays");
    await bench.act(late, "settle", 4 * DAY_MS);
    await bench.deposit(7_000);
    await bench.refund(early, 12_000, 8 * DAY_MS);
    await bench.act(early, "dispute", 9 * DAY_MS);
    const rows = await test.asOwner<{
      payment_id: string;
      kind: TrustEntryKind;
      cents: number;
      settled_at: Date | null;
    }>(
      `select e.payment_id, e.kind, e.amount_cents::int as cents, p.settled_at from trust_entries e
       join payments p on p.firm_id = e.firm_id and p.id = e.payment_id where e.firm_id = $1`,
      [bench.firm.firmId],
    );
    const parts = [...new Set(rows.map((row) => row.payment_id))].map((id) => {
      const own = rows.filter((row) => row.payment_id === id);
      return {
        settledAt: own[0]?.settled_at ?? null,
        entries: own.map(({ kind, cents }) => ({ kind, amountCents: cents })),
      };
    });
    for (const days of [0, 1, 4, 5, 6, 7, 8.9, 9, 9.1, 12]) {
      const { underWayCents: _none, ...seen } = await bench.standingAfter(days * DAY_MS);
      expect([days, seen]).toEqual([days, standingOf(parts, 5, clockAfter(days * DAY_MS).now())]);
    }
  });
});
