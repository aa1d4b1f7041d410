import { beforeEach, describe, expect, it } from "vitest";
import { closeBreak } from "@/lib/comparisons/close-break";
import { compareAccount } from "@/lib/comparisons/compare-account";
import { clockAfter, HOUR_MS, payAs, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { followPayment } from "../follow-payment";

const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;
let paymentId: string;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
  const link = await firm.makeLink({ send: false, amountCents: 10_000 }, clockAfter(0));
  paymentId = (await payAs(firm, link.id, { method: "declined" })).paymentId;
  await changeThere("state = 'approved', decline_code = ''");
});

/** Changes the gateway's own record, as if it had happened there. */
const changeThere = (change: string) =>
  test.asOwner(`update sandbox.charges set ${change} where reference = $1`, [paymentId]);
const follow = (hours: number) => followPayment(firm.ctxAt(clockAfter(hours * HOUR_MS)), paymentId);
const admin = (hours: number) => staffCtx(firm, ["settings.manage"], { clock: clockAfter(hours * HOUR_MS) });
const compare = (hours: number) => compareAccount(admin(hours), { accountId: "acc_operating", isAsked: true });
const openAlerts = async () => {
  const rows = await test.asOwner<{ about: string }>(
    `select object_type || ' ' || coalesce(detail->>'amountCents', detail->>'differenceCents') as about from alerts
      where firm_id = $1 and kind = 'books_differ' and closed_at is null`,
    [firm.firmId],
  );
  return rows.map(({ about }) => about);
};

describe("money that the gateway holds for a payment which our books call declined", () => {
  it("is an alert as soon as a look finds it, and goes when the money went back there", async () => {
    for (const hours of [2, 3]) await follow(hours);
    expect(await openAlerts()).toEqual(["payment 10000"]);
    await changeThere("refunded_cents = 4000");
    await follow(4);
    expect(await openAlerts()).toEqual(["payment 6000"]);
    await changeThere("refunded_cents = 10000");
    await follow(5);
    expect(await openAlerts()).toEqual([]);
  });

  it("is told once beside the comparison's break, also when a person has explained that", async () => {
    await follow(2);
    await compare(3);
    await follow(4);
    expect(await openAlerts()).toEqual(["break 10000"]);
    const [row] = await test.asOwner<{ id: string }>("select id from breaks where firm_id = $1", [firm.firmId]);
    await closeBreak(admin(5), { breakId: row?.id ?? "", note: "Given back by wire." });
    await follow(6);
    expect(await openAlerts()).toEqual([]);
  });

  it("is no alert any more once a comparison finds both books equal", async () => {
    await follow(2);
    await changeThere("state = 'declined'");
    await compare(3);
    expect(await openAlerts()).toEqual([]);
  });
});
