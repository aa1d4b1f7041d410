import { beforeAll, describe, expect, it } from "vitest";
import { calmFaults, causeFaults, clockAfter, HOUR_MS, MINUTE_MS, payAs } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { noticeUnknownPayments } from "./notice-unknown-payments";
import { reconcilePayments } from "./reconcile-payments";

const test = useTestDatabase();
let firm: TestFirm;
beforeAll(async () => {
  firm = await makeTestFirm();
});

const alerts = () =>
  test.asOwner(
    "select object_id as payment, account_id as account, detail, closed_at is null as open from alerts where kind = 'payment_unknown'",
  );

describe("a payment whose outcome nobody can tell", () => {
  it("is an alert after a day, once, until the gateway answers", async () => {
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    await causeFaults("lost=1");
    const result = await payAs(firm, link.id);
    const paymentId = result.kind === "unknown" ? result.paymentId : "";
    await causeFaults("down=1");
    await noticeUnknownPayments(firm.ctxAt(clockAfter(24 * HOUR_MS - 1)));
    expect(await alerts()).toEqual([]);
    for (const hours of [24, 25, 30]) await noticeUnknownPayments(firm.ctxAt(clockAfter(hours * HOUR_MS)));
    const alert = {
      payment: paymentId,
      account: "acc_operating",
      detail: { amountCents: "125000", currency: "USD" },
      open: true,
    };
    expect(await alerts()).toEqual([alert]);
    await calmFaults();
    await reconcilePayments(firm.ctxAt(clockAfter(31 * HOUR_MS)));
    await noticeUnknownPayments(firm.ctxAt(clockAfter(31 * HOUR_MS)));
    expect(await alerts()).toEqual([{ ...alert, open: false }]);
  });

  it("stays closed for a day once a person has seen to it", async () => {
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    await causeFaults("down=1");
    await payAs(firm, link.id);
    const openAfter = async (hours: number) => {
      await noticeUnknownPayments(firm.ctxAt(clockAfter(hours * HOUR_MS)));
      return (await alerts()).filter((one) => "open" in one && one.open).length;
    };
    expect(await openAfter(24)).toBe(1);
    await test.asOwner("update alerts set closed_at = raised_at, closed_by = 'user:usr_test' where closed_at is null");
    expect(await openAfter(47)).toBe(0);
    expect(await openAfter(49)).toBe(1);
    await calmFaults();
    await reconcilePayments(firm.ctxAt(clockAfter(50 * HOUR_MS)));
  });

  it("is an alert also when it ends as never taken", async () => {
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    await causeFaults("unsent=1");
    await payAs(firm, link.id);
    await causeFaults("down=1");
    await noticeUnknownPayments(firm.ctxAt(clockAfter(24 * HOUR_MS)));
    await calmFaults();
    await reconcilePayments(firm.ctxAt(clockAfter(26 * HOUR_MS)));
    await noticeUnknownPayments(firm.ctxAt(clockAfter(26 * HOUR_MS + MINUTE_MS)));
    expect((await alerts()).filter((one) => "open" in one && one.open)).toEqual([]);
    const [row] = await test.asOwner("select status from payments where link_id = $1", [link.id]);
    expect(row).toEqual({ status: "error" });
  });
});
