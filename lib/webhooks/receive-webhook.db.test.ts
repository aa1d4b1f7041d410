import { describe, expect, it } from "vitest";
import { payLink } from "@/lib/pay-links/pay-link";
import { followPayment } from "@/lib/payments/follow-payment";
import { fixedClock, systemClock } from "@/lib/platform/clock";
import { putInDirectory } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { kindOfTest } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, TEST_TOKENS, type TestFirm } from "@/tests/support/test-firm";
import { receiveWebhook } from "./receive-webhook";

const database = useTestDatabase();

async function firmWithPayment(firmId: string): Promise<{ firm: TestFirm; paymentId: string; accountKey: string }> {
  const firm = await makeTestFirm(firmId);
  const accountKey = `sandbox:${firmId}`;
  const ctx = firm.ctxAt();
  await inFirm(ctx, (tx) => putInDirectory(tx, "gateway_account", accountKey, "acc_operating"));
  const link = await firm.makeLink({ send: false });
  const result = await payLink(ctx, link.id, {
    methodToken: TEST_TOKENS.bank,
    receiptEmail: "",
    ...kindOfTest("bank-pays"),
  });
  return { firm, paymentId: result.paymentId, accountKey };
}

const aboutOf = (reference: string) => ({ about: { reference }, objectId: reference });

const statusOf = async (paymentId: string) =>
  (await database.asOwner<{ status: string }>("select status from payments where id = $1", [paymentId]))[0]?.status;

describe("a gateway's event", () => {
  it("is stored once, has its payment looked at once, and is known when it comes again", async () => {
    const { paymentId, accountKey } = await firmWithPayment("frm_once");
    const event = { eventId: "evt_00000001", type: "charge.settled", accountKey, ...aboutOf(paymentId) };
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => receiveWebhook("sandbox", event)));
    expect(answers.toSorted()).toEqual(["duplicate", "duplicate", "duplicate", "duplicate", "stored"]);
    // Another event of the same kind about the same object says nothing new while the first one waits.
    expect(await receiveWebhook("sandbox", { ...event, eventId: "evt_00000002" })).toBe("duplicate");
    expect(await receiveWebhook("sandbox", { ...event, eventId: "evt_00000012", type: "charge.voided" })).toBe(
      "stored",
    );
    const ctx = systemContext("frm_once", "webhook");
    await followPayment(ctx, paymentId);
    expect(await receiveWebhook("sandbox", { ...event, eventId: "evt_00000022" })).toBe("stored");
    const jobs = await database.asOwner<{ count: string }>(
      "select count(*) from graphile_worker.jobs where task_identifier = 'follow-payment' and key = $1",
      [`follow:${paymentId}`],
    );
    expect(Number(jobs[0]?.count)).toBe(1);
  });

  it("of another firm's account, or about nothing of ours, changes nothing", async () => {
    const { paymentId } = await firmWithPayment("frm_mine");
    const other = await firmWithPayment("frm_other");
    const event = { eventId: "evt_00000003", type: "charge.settled" };
    expect(await receiveWebhook("sandbox", { ...event, accountKey: other.accountKey, ...aboutOf(paymentId) })).toBe(
      "unknown",
    );
    expect(await receiveWebhook("sandbox", { ...event, accountKey: "sandbox:nobody", ...aboutOf(paymentId) })).toBe(
      "unknown",
    );
    expect(await receiveWebhook("sandbox", { ...event, accountKey: other.accountKey, ...aboutOf("pay_none") })).toBe(
      "unknown",
    );
    const stored = await database.asOwner("select 1 from webhook_events where event_id = 'evt_00000003'");
    expect(stored).toHaveLength(0);
  });

  it("is only a hint: the payment goes to where the gateway's books say it is, however often", async () => {
    const { firm, paymentId } = await firmWithPayment("frm_hint");
    await followPayment(firm.ctxAt(), paymentId);
    expect(await statusOf(paymentId)).toBe("pending");
    const later = firm.ctxAt(fixedClock(new Date(systemClock.now().getTime() + 10 * 60_000)));
    await followPayment(later, paymentId);
    await followPayment(later, paymentId);
    expect(await statusOf(paymentId)).toBe("settled");
    const moves = await database.asOwner(
      "select 1 from payment_events where payment_id = $1 and to_status = 'settled'",
      [paymentId],
    );
    expect(moves).toHaveLength(1);
  });
});
