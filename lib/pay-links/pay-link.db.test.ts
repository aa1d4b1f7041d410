import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { freezeMoney, unfreezeMoney } from "@/lib/firms/freeze-money";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  DAY_MS,
  deskAt,
  HOUR_MS,
  MINUTE_MS,
  payAs,
  refusalOf,
} from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { cancelPayLink } from "./cancel-pay-link";
import { completeLinkAction } from "./complete-link-action";
import { findPublicLink } from "./find-public-link";
import { getPayLink } from "./queries";

const test = useTestDatabase();
let firm: TestFirm;
let stranger: TestFirm;

beforeAll(async () => {
  firm = await makeTestFirm();
  stranger = await makeTestFirm("frm_other");
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

const makeLink = (changes: Parameters<TestFirm["makeLink"]>[0] = {}) =>
  firm.makeLink({ send: false, ...changes }, clockAfter(0));

type Attempt = { status: string; attempt: number; decline_code: string };
const attemptsOf = (linkId: string) =>
  test.asOwner<Attempt>("select status, attempt, decline_code from payments where link_id = $1 order by attempt", [
    linkId,
  ]);
const countAt = async (sql: string, linkId: string) =>
  Number((await test.asOwner<{ n: string }>(`select count(*) as n from ${sql}`, [linkId]))[0]?.n);
const gatewayRows = (linkId: string) =>
  countAt("sandbox.charges where idempotency_key like 'link:' || $1 || ':%'", linkId);

describe("paying a link", () => {
  it("takes the link's own amount, closes it, makes one receipt and one mail, and writes who did what", async () => {
    const link = await makeLink();
    const result = await payAs(firm, link.id);
    expect(result).toMatchObject({ kind: "approved", receiptToken: expect.stringMatching(/^[\w-]{43}$/) });
    expect(await getPayLink(firm.ctxAt(clockAfter(0)), link.id)).toMatchObject({
      status: "payment_received",
      amountPaidCents: 125_000,
      balanceCents: 0,
    });
    const [payment] = await test.asOwner("select * from payments where id = $1", [result.paymentId]);
    expect(payment).toMatchObject({
      amount_cents: "125000",
      currency: "USD",
      account_id: "acc_operating",
      method_brand: "visa",
      method_last4: "4242",
      source: "quick_link",
      created_by: `payer:${link.id}`,
      number: expect.stringMatching(/^P-2026-\d{6}$/),
    });
    const mails = await test.asOwner("select to_address from mails where object_id = $1", [result.paymentId]);
    expect(mails).toEqual([{ to_address: "elena.marsh@bluewater.example" }]);
    const audit = await test.asOwner("select action, actor, ip, detail from audit_log where object_id = $1", [
      result.paymentId,
    ]);
    expect(audit).toEqual([
      {
        action: "payment.approved",
        actor: `payer:${link.id}`,
        ip: "203.0.113.7",
        detail: { amountCents: 125_000, currency: "USD", accountId: "acc_operating", source: "quick_link" },
      },
    ]);
    const moves = await test.asOwner("select to_status from payment_events where payment_id = $1 order by id", [
      result.paymentId,
    ]);
    expect(moves.map((move) => Object.values(move)[0])).toEqual(["created", "processing", "approved"]);
  });

  it("a second time is refused, and charges nothing", async () => {
    const link = await makeLink();
    await payAs(firm, link.id);
    expect(await refusalOf(payAs(firm, link.id))).toEqual({ code: "refused", reason: "link_paid" });
    expect(await gatewayRows(link.id)).toBe(1);
  });

  it("of another firm finds nothing", async () => {
    const link = await makeLink();
    expect(await refusalOf(payAs(stranger, link.id))).toEqual({ code: "not_found", reason: "link_unknown" });
    expect(await refusalOf(completeLinkAction(stranger.ctxAt(), link.id))).toMatchObject({ code: "not_found" });
    expect(await gatewayRows(link.id)).toBe(0);
  });

  it("that is cancelled or expired is refused; the last millisecond still counts", async () => {
    const cancelled = await makeLink();
    await cancelPayLink(firm.ctxAt(clockAfter(0)), { linkId: cancelled.id });
    expect(await refusalOf(payAs(firm, cancelled.id))).toMatchObject({ reason: "link_cancelled" });
    const link = await makeLink();
    expect(await refusalOf(payAs(firm, link.id, { clock: clockAfter(30 * DAY_MS) }))).toMatchObject({
      reason: "link_expired",
    });
    expect(await attemptsOf(link.id)).toEqual([]);
    expect(await payAs(firm, link.id, { clock: clockAfter(30 * DAY_MS - 1) })).toMatchObject({ kind: "approved" });
  });

  it("while money is frozen charges nothing, and goes on afterwards", async () => {
    const link = await makeLink();
    await freezeMoney(firm.ctxAt(clockAfter(0)));
    expect(await refusalOf(payAs(firm, link.id))).toMatchObject({ code: "money_frozen" });
    expect(await attemptsOf(link.id)).toEqual([]);
    await unfreezeMoney(firm.ctxAt(clockAfter(0)));
    expect(await payAs(firm, link.id)).toMatchObject({ kind: "approved" });
  });
});

describe("an answer that cannot be written down", () => {
  it("is never told as a failure: the client hears that it is being checked, and recovery finishes it", async () => {
    const [link, other] = [await makeLink(), await makeLink()];
    await payAs(firm, other.id);
    // A damaged counter gives a receipt's number again.
    const setCounter = (value: string) =>
      test.asOwner(`update firm_counters set value = ${value} where firm_id = 'frm_test' and kind = 'receipt'`);
    await setCounter("value - 1");
    expect(await payAs(firm, link.id)).toMatchObject({ kind: "unknown" });
    expect(await payAs(firm, link.id)).toMatchObject({ kind: "in_progress", status: "processing" });
    expect(await gatewayRows(link.id)).toBe(1);
    await setCounter("value + 1");
    await reconcilePayments(firm.ctxAt(clockAfter(3 * MINUTE_MS)));
    expect((await attemptsOf(link.id))[0]?.status).toBe("approved");
  });
});

describe("after a decline", () => {
  it("the link is open again, and another card pays it as the second attempt", async () => {
    const link = await makeLink();
    expect(await payAs(firm, link.id, { method: "declined" })).toMatchObject({
      kind: "declined",
      declineCode: "card_declined",
    });
    expect(await getPayLink(firm.ctxAt(clockAfter(0)), link.id)).toMatchObject({ status: "outstanding" });
    expect(await payAs(firm, link.id, { method: "mastercard" })).toMatchObject({ kind: "approved" });
    expect(await attemptsOf(link.id)).toEqual([
      { status: "declined", attempt: 1, decline_code: "card_declined" },
      { status: "approved", attempt: 2, decline_code: "" },
    ]);
    expect(
      await countAt(
        "mails where kind = 'receipt' and object_id in (select id from payments where link_id = $1)",
        link.id,
      ),
    ).toBe(1);
  });

  it("that forbids another try, says so in the history and takes no money", async () => {
    const link = await makeLink();
    const result = await payAs(firm, link.id, { method: "stolen" });
    expect(result).toMatchObject({ kind: "declined", declineCode: "stolen_card" });
    const moves = await test.asOwner<{ detail: object }>(
      "select detail from payment_events where payment_id = $1 and to_status = 'declined'",
      [result.paymentId],
    );
    expect(moves).toEqual([{ detail: { code: "stolen_card", retry: "never" } }]);
    expect(
      await countAt(
        "audit_log where action = 'payment.declined' and object_id in (select id from payments where link_id = $1)",
        link.id,
      ),
    ).toBe(1);
  });

  it("one of 30 tries at once gets through", async () => {
    const link = await makeLink();
    await payAs(firm, link.id, { method: "declined" });
    const answers = await releaseTogether(30, () => payAs(firm, link.id));
    expect(countAnswers(answers).approved).toBe(1);
    expect((await attemptsOf(link.id)).map((attempt) => attempt.status)).toEqual(["declined", "approved"]);
  });
});

describe("when the bank asks who pays", () => {
  async function ask() {
    const link = await makeLink();
    const asked = await payAs(firm, link.id, { method: "authenticate" });
    if (asked.kind !== "requires_action") throw new Error(`It answered ${asked.kind}.`);
    return { link, paymentId: asked.paymentId, chargeId: asked.challengeUrl.split("/").at(-1) ?? "" };
  }
  const complete = (linkId: string, ms: number) => completeLinkAction(firm.ctxAt(clockAfter(ms)), linkId);

  it("the right answer completes the payment once, however often the page asks", async () => {
    const { link, paymentId, chargeId } = await ask();
    expect(await complete(link.id, 1_000)).toMatchObject({ kind: "requires_action" });
    expect(await payAs(firm, link.id)).toEqual({ kind: "in_progress", paymentId, status: "processing" });
    await deskAt(clockAfter(2_000)).answerChallenge(chargeId, true);
    const answers = await releaseTogether(10, () => complete(link.id, 3_000));
    expect(countAnswers(answers)).toEqual({ approved: 10 });
    expect(await countAt("receipts where payment_id = $1", paymentId)).toBe(1);
  });

  it("the wrong answer declines it, and another card pays", async () => {
    const { link, chargeId } = await ask();
    await deskAt(clockAfter(2_000)).answerChallenge(chargeId, false);
    expect(await complete(link.id, 3_000)).toMatchObject({ kind: "declined", declineCode: "authentication_failed" });
    expect(await payAs(firm, link.id)).toMatchObject({ kind: "approved" });
  });

  it("a page that is closed: recovery learns of the answer, or of the challenge's end", async () => {
    const answered = await ask();
    const left = await ask();
    await deskAt(clockAfter(2_000)).answerChallenge(answered.chargeId, true);
    await reconcilePayments(firm.ctxAt(clockAfter(16 * MINUTE_MS)));
    expect((await attemptsOf(answered.link.id))[0]?.status).toBe("approved");
    expect((await attemptsOf(left.link.id))[0]?.status).toBe("processing");
    await reconcilePayments(firm.ctxAt(clockAfter(3 * HOUR_MS)));
    expect(await attemptsOf(left.link.id)).toEqual([
      { status: "declined", attempt: 1, decline_code: "authentication_failed" },
    ]);
    expect(await payAs(firm, left.link.id)).toMatchObject({ kind: "approved" });
  });

  it("an answer that was lost: the client still gets to the bank's question", async () => {
    const link = await makeLink();
    await causeFaults("lost=1");
    expect(await payAs(firm, link.id, { method: "authenticate" })).toMatchObject({ kind: "unknown" });
    await calmFaults();
    await reconcilePayments(firm.ctxAt(clockAfter(2 * MINUTE_MS)));
    const found = await findPublicLink(link.token);
    expect(found?.link).toMatchObject({ state: "action", challengeUrl: expect.stringContaining("/challenge/") });
    expect(await complete(link.id, 3 * MINUTE_MS)).toMatchObject({ kind: "requires_action" });
    await deskAt(clockAfter(4 * MINUTE_MS)).answerChallenge(found?.link.challengeUrl.split("/").at(-1) ?? "", true);
    expect(await complete(link.id, 5 * MINUTE_MS)).toMatchObject({ kind: "approved" });
  });
});

describe("the public page", () => {
  it("shows what an answer that never came means, and the receipt once it is found", async () => {
    const link = await makeLink();
    await causeFaults("lost=1");
    await payAs(firm, link.id);
    expect((await findPublicLink(link.token))?.link).toMatchObject({ state: "checking", receiptToken: null });
    await calmFaults();
    await reconcilePayments(firm.ctxAt(clockAfter(2 * MINUTE_MS)));
    expect((await findPublicLink(link.token))?.link).toMatchObject({
      state: "paid",
      receiptToken: expect.any(String),
    });
  });
});
