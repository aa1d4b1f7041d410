import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  payAs,
  staffCtx,
} from "@/tests/support/money-bench";
import { releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { compareAccount } from "./compare-account";
import { compareDueAccounts } from "./compare-due-accounts";
import { listComparisons } from "./queries";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});
afterEach(calmFaults);

async function pay(): Promise<string> {
  const link = await firm.makeLink({ send: false }, clockAfter(0));
  const result = await payAs(firm, link.id);
  if (result.kind !== "approved") throw new Error(`paying ended as ${result.kind}`);
  return result.paymentId;
}

const changeThere = (paymentId: string, change: string) =>
  test.asOwner(`update sandbox.charges set ${change} where reference = $1`, [paymentId]);

const compare = (ms: number) =>
  compareAccount(staffCtx(firm, ["settings.manage"], { clock: clockAfter(ms) }), {
    accountId: "acc_operating",
    isAsked: true,
  });

const openKinds = async () =>
  (
    await test.asOwner<{ kind: string }>("select kind from breaks where firm_id = $1 and closed_at is null", [
      firm.firmId,
    ])
  ).map((row) => row.kind);

describe("when it runs", () => {
  const dueAt = (ms: number) => compareDueAccounts(firm.ctxAt(clockAfter(ms)));

  it("is once a day for each account, also when it is called often and at once", async () => {
    await pay();
    const both = await releaseTogether(4, () => dueAt(HOUR_MS));
    const done = both.map((one) => (one instanceof Error ? Number.NaN : one.done));
    expect(done.reduce((sum, n) => sum + n, 0)).toBe(2);
    expect(await dueAt(20 * HOUR_MS)).toEqual({ examined: 0, done: 0, failed: 0, remaining: 0 });
    expect(await dueAt(25 * HOUR_MS)).toMatchObject({ examined: 2, done: 2 });
    expect(await dueAt(9 * DAY_MS)).toMatchObject({ examined: 2, done: 2 });
  });

  it("is tried again soon after the gateway did not answer, and closes nothing then", async () => {
    const paymentId = await pay();
    await changeThere(paymentId, "amount_cents = 1");
    await dueAt(HOUR_MS);
    await causeFaults("down=1");
    expect(await dueAt(26 * HOUR_MS)).toMatchObject({ failed: 2 });
    expect(await openKinds()).toEqual(["amount"]);
    const [state] = await listComparisons(staffCtx(firm, ["settings.manage"]));
    expect(state).toMatchObject({ failure: "gateway_unavailable", openBreaks: 1 });
    await calmFaults();
    expect(await dueAt(26 * HOUR_MS + MINUTE_MS)).toMatchObject({ examined: 0 });
    expect(await dueAt(26.5 * HOUR_MS)).toMatchObject({ done: 2 });
  });

  it("goes on after a process that died in the middle", async () => {
    await pay();
    await test.asOwner(
      `insert into comparisons (firm_id, id, account_id, from_at, to_at, started_by, started_at, leased_until)
       values ($1, 'cmp_dead', 'acc_operating', $2, $2, 'system:reconcile', $2, $2::timestamptz + interval '5 minutes')`,
      [firm.firmId, clockAfter(0).now()],
    );
    expect(await compare(MINUTE_MS)).toEqual({ kind: "skipped" });
    expect(await compare(6 * MINUTE_MS)).toMatchObject({ kind: "done" });
    const [dead] = await test.asOwner("select failure from comparisons where firm_id = $1 and id = 'cmp_dead'", [
      firm.firmId,
    ]);
    expect(dead).toEqual({ failure: "abandoned" });
  });
});
