import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ChargeOutcome } from "@/lib/gateways/port";
import { inFirm } from "@/lib/platform/tx";
import { findPublicReceipt } from "@/lib/receipts/find-public-receipt";
import { issueReceipt } from "@/lib/receipts/issue-receipt";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { calmFaults, causeFaults, clockAfter, deskAt, MINUTE_MS, payAs, refusalOf } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { completeAction } from "./complete-action";
import { reconcilePayments } from "./reconcile-payments";
import { recordOutcome } from "./record-outcome";

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

const ctxAt = (ms = 0) => firm.ctxAt(clockAfter(ms));
const count = async (sql: string, id: string) =>
  Number((await test.asOwner<{ n: string }>(`select count(*) as n from ${sql}`, [id]))[0]?.n);
const statusOf = async (paymentId: string) =>
  (await test.asOwner<{ status: string }>("select status from payments where id = $1", [paymentId]))[0]?.status;

/** A payment that was charged but whose answer was lost, and the answer. */
async function chargeUnheard(method = "visa"): Promise<{ paymentId: string; outcome: ChargeOutcome }> {
  const link = await firm.makeLink({ send: false }, clockAfter(0));
  await causeFaults("lost=1");
  const { paymentId } = await payAs(firm, link.id, { method });
  await calmFaults();
  const findCharge = () =>
    test.asOwner<{ id: string; auth_code: string }>("select id, auth_code from sandbox.charges where reference = $1", [
      paymentId,
    ]);
  // On a slow machine the gateway may still be at it when its caller has given up.
  const [charge] = await vi.waitUntil(async () => {
    const found = await findCharge();
    return found.length > 0 && found;
  });
  const summary = { kind: "card", brand: "visa", last4: "4242" } as const;
  const gatewayRef = charge?.id ?? "";
  return {
    paymentId,
    outcome: { kind: "approved", gatewayRef, method: summary, authCode: charge?.auth_code ?? null, settled: false },
  };
}

describe("recordOutcome", () => {
  it("by the charge and by recovery, 20 at once, ten times: one receipt, one mail, one audit row and one move", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { paymentId, outcome } = await chargeUnheard();
      const answers = await releaseTogether<object>(20, (index) =>
        index % 5 === 0 ? reconcilePayments(ctxAt(2 * MINUTE_MS)) : recordOutcome(ctxAt(), paymentId, outcome),
      );
      expect(countAnswers(answers)).toEqual({ approved: 16, object: 4 });
      expect(await count("receipts where payment_id = $1", paymentId)).toBe(1);
      expect(await count("mails where object_id = $1 and kind = 'receipt'", paymentId)).toBe(1);
      expect(await count("audit_log where object_id = $1", paymentId)).toBe(1);
      expect(await count("payment_events where payment_id = $1 and to_status = 'approved'", paymentId)).toBe(1);
    }
  });

  it("keeps the first answer: what comes later and says otherwise changes nothing", async () => {
    const { paymentId, outcome } = await chargeUnheard();
    await recordOutcome(ctxAt(), paymentId, outcome);
    const method = { kind: "card", brand: "visa", last4: "0002" } as const;
    const later: ChargeOutcome[] = [
      { kind: "declined", gatewayRef: null, method, code: "card_declined", retry: "other_method" },
      { kind: "unknown", detail: "too late" },
      { kind: "pending", gatewayRef: "other", method },
      { kind: "requires_action", gatewayRef: "other", method, challengeUrl: "/c" },
    ];
    for (const one of later) expect(await recordOutcome(ctxAt(), paymentId, one)).toMatchObject({ kind: "approved" });
    expect(await statusOf(paymentId)).toBe("approved");
  });

  it("writes nothing at all when one of its consequences fails", async () => {
    const { paymentId, outcome } = await chargeUnheard();
    // The receipt's number is taken, as nothing but a damaged counter could make it.
    await test.asOwner("update firm_counters set value = 0 where firm_id = 'frm_test' and kind = 'receipt'");
    const other = await count("receipts where firm_id = 'frm_test' and $1 <> ''", "x");
    expect(other).toBeGreaterThan(0);
    await expect(recordOutcome(ctxAt(), paymentId, outcome)).rejects.toThrow();
    expect(await statusOf(paymentId)).toBe("unknown");
    expect(
      await count("pay_links l join payments p on p.link_id = l.id where p.id = $1 and l.status = 'paid'", paymentId),
    ).toBe(0);
    expect(await count("mails where object_id = $1", paymentId)).toBe(0);
    await test.asOwner("update firm_counters set value = 100000 where firm_id = 'frm_test' and kind = 'receipt'");
    expect(await recordOutcome(ctxAt(), paymentId, outcome)).toMatchObject({ kind: "approved" });
  });

  it("of another firm's payment finds nothing", async () => {
    const { paymentId, outcome } = await chargeUnheard();
    expect(await refusalOf(recordOutcome(stranger.ctxAt(), paymentId, outcome))).toEqual({
      code: "not_found",
      reason: "payment_unknown",
    });
    expect(await statusOf(paymentId)).toBe("unknown");
    await recordOutcome(ctxAt(), paymentId, outcome);
  });
});

describe("completeAction", () => {
  it("believes the gateway only: before the challenge is answered nothing moves, whoever asks", async () => {
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    const asked = await payAs(firm, link.id, { method: "authenticate" });
    if (asked.kind !== "requires_action") throw new Error(`It answered ${asked.kind}.`);
    const answers = await releaseTogether(10, () => completeAction(ctxAt(1_000), asked.paymentId));
    expect(countAnswers(answers)).toEqual({ requires_action: 10 });
    expect(await refusalOf(completeAction(stranger.ctxAt(), asked.paymentId))).toMatchObject({ code: "not_found" });
    await deskAt(clockAfter(2_000)).answerChallenge(asked.challengeUrl.split("/").at(-1) ?? "", true);
    await causeFaults("down=1");
    expect(await completeAction(ctxAt(3_000), asked.paymentId)).toMatchObject({ kind: "requires_action" });
    await calmFaults();
    const both = await Promise.all([
      completeAction(ctxAt(4_000), asked.paymentId),
      reconcilePayments(ctxAt(20 * MINUTE_MS)),
    ]);
    expect(both[0]).toMatchObject({ kind: "approved" });
    expect(await count("receipts where payment_id = $1", asked.paymentId)).toBe(1);
    expect(await count("audit_log where object_id = $1", asked.paymentId)).toBe(1);
  });

  it("of a payment that was answered says what it is", async () => {
    const { paymentId, outcome } = await chargeUnheard();
    await recordOutcome(ctxAt(), paymentId, outcome);
    expect(await completeAction(ctxAt(), paymentId)).toMatchObject({ kind: "approved", paymentId });
  });
});

describe("issueReceipt", () => {
  let paid: { paymentId: string; receiptToken: string };
  beforeEach(async () => {
    const link = await firm.makeLink({ send: false }, clockAfter(0));
    const result = await payAs(firm, link.id);
    if (result.kind !== "approved") throw new Error(`It answered ${result.kind}.`);
    paid = result;
  });

  it("opens under its token with what was paid, and never more than four digits", async () => {
    const found = await findPublicReceipt(paid.receiptToken);
    expect(found?.receipt).toMatchObject({
      number: expect.stringMatching(/^R-2026-\d{6}$/),
      amountCents: 125_000,
      methodLast4: "4242",
      status: "approved",
    });
    expect(JSON.stringify(found)).not.toMatch(/\d{12,}/);
    expect(await findPublicReceipt(firm.ctxAt().ids.token())).toBeNull();
  });

  it("is one per payment: a second is refused by the database", async () => {
    const again = inFirm(ctxAt(), (tx) =>
      issueReceipt(ctxAt(), tx, { id: paid.paymentId, receiptEmails: [], locale: "en" }),
    );
    await expect(again).rejects.toMatchObject({ cause: { constraint: "receipts_payment" } });
  });

  it("numbers receipts without gap or twice, 30 at once", async () => {
    const links: { id: string }[] = [];
    for (let i = 0; i < 30; i += 1) links.push(await firm.makeLink({ send: false }, clockAfter(0)));
    await releaseTogether(30, (index) => payAs(firm, links[index]?.id ?? ""));
    const rows = await test.asOwner<{ number: string }>(
      `select r.number from receipts r join payments p on p.firm_id = r.firm_id and p.id = r.payment_id where p.link_id = any($1)`,
      [links.map((link) => link.id)],
    );
    expect(rows).toHaveLength(30);
    const numbers = rows.map((row) => Number(row.number.split("-").at(-1))).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });
});
