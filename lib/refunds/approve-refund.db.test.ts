import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { apiKeys, users } from "@/db/schema/staff";
import { openAlertsOfUser } from "@/lib/alerts/queries";
import { getPayment } from "@/lib/payments/get-payment";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { Permission } from "@/lib/staff/model";
import { voidPayment } from "@/lib/voids/void-payment";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { calmFaults, clockAfter, HOUR_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { runsOf } from "@/tests/support/runs";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { makeTrustBench } from "@/tests/support/trust-bench";
import { approveRefund } from "./approve-refund";
import { cancelRefundRequest } from "./cancel-refund-request";
import { declineRefund } from "./decline-refund";
import { listWaitingRefunds } from "./queries";
import { refundPayment } from "./refund-payment";

const test = useTestDatabase();
const ROUNDS = runsOf("RACE_ROUNDS", 30);
const MAY: Permission[] = ["payments.view", "payments.refund"];
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_two_${firms}`, { refundLimitCents: 5_000 });
  await inFirm(firm.ctxAt(), async (tx) => {
    for (const name of ["ann", "ben", "cara"]) {
      const row = {
        firmId: firm.firmId,
        id: `usr_${name}`,
        email: `${name}@hartwell.example`,
        name,
        createdAt: new Date(),
      };
      await tx
        .insert(users)
        .values({ ...row, passwordHash: "x", permissions: name === "cara" ? ["payments.view"] : MAY });
    }
    const key = { firmId: firm.firmId, name: "Program", keyHash: "x", permissions: MAY, createdAt: new Date() };
    await tx.insert(apiKeys).values({ ...key, id: "key_of_ann", createdBy: "user:usr_ann" });
  });
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

async function pay(amountCents = 10_000): Promise<string> {
  const link = await firm.makeLink({ send: false, amountCents }, clockAfter(0));
  return (await payAs(firm, link.id)).paymentId;
}

function as(name: string, { permissions = MAY, accountIds = null as string[] | null, hours = 1 } = {}): Ctx {
  const ctx = staffCtx(firm, permissions, { accountIds, clock: clockAfter(hours * HOUR_MS) });
  return { ...ctx, actor: { kind: "user", userId: `usr_${name}`, name, permissions, accountIds } };
}
const program = (keyId = "key_of_ann"): Ctx => ({
  ...as("ann"),
  actor: { kind: "api_key", keyId, name: "Program", permissions: MAY, accountIds: null },
});

let asked = 0;
function refund(ctx: Ctx, paymentId: string, amountCents: number, requestKey?: string) {
  asked += 1;
  return refundPayment(ctx, {
    paymentId,
    amountCents,
    reason: "Matter closed",
    requestKey: requestKey ?? `ask-${asked}-key`,
  });
}

const stateOf = async (paymentId: string) => {
  const payment = await getPayment(as("ben"), paymentId);
  return [payment.status, payment.refundedCents, ...payment.refundRequests.map(({ status }) => status)];
};
const openAlerts = async () =>
  (
    await test.asOwner<{ n: number }>(
      "select count(*)::int as n from alerts where firm_id = $1 and kind = 'refund_waiting' and closed_at is null",
      [firm.firmId],
    )
  )[0]?.n;
const mailsTo = async () =>
  (
    await test.asOwner<{ told: string }>(
      "select payload->>'news' || ' ' || to_address as told from mails where firm_id = $1 and kind = 'refund-request' order by created_at, id",
      [firm.firmId],
    )
  ).map(({ told }) => told);
const auditOf = async (paymentId: string) =>
  (
    await test.asOwner<{ said: string }>(
      "select actor || ' ' || action as said from audit_log where object_id = $1 and action like 'refund%' order by seq",
      [paymentId],
    )
  ).map(({ said }) => said);

describe("a refund above what one person may give back", () => {
  it("moves nothing, reserves nothing, and asks everybody else who may", async () => {
    const paymentId = await pay();
    const asked = await refund(as("ann"), paymentId, 5_001, "ask-once");
    expect(asked).toMatchObject({ kind: "waiting", refundId: expect.stringMatching(/^rrq_/) });
    expect(await refund(as("ann"), paymentId, 5_001, "ask-once")).toEqual(asked);
    expect(await refusalOf(refund(as("ann"), paymentId, 5_002, "ask-once"))).toMatchObject({
      code: "idempotency_key_reused",
    });
    expect(await stateOf(paymentId)).toEqual(["approved", 0, "waiting"]);
    expect((await getPayment(as("ben"), paymentId)).refundableCents).toBe(10_000);
    expect(await mailsTo()).toEqual(["asked ben@hartwell.example"]);
    expect(await auditOf(paymentId)).toEqual(["user:usr_ann refund.asked"]);
    expect([await openAlerts(), [...(await listWaitingRefunds(as("ben")))]]).toEqual([1, [paymentId]]);
    expect([...(await listWaitingRefunds(as("ben", { accountIds: ["acc_trust"] })))]).toEqual([]);
    expect(await refusalOf(refund(as("ben"), paymentId, 6_000))).toMatchObject({ reason: "refund_waiting" });
    // What is small enough goes on as before.
    expect((await refund(as("ben"), paymentId, 1_000)).kind).toBe("refunded");
    expect(await stateOf(paymentId)).toEqual(["partially_refunded", 1_000, "waiting"]);
  });

  it("is counted in the badge of those who may refund only", async () => {
    await refund(as("ann"), await pay(), 9_000);
    const counted = await inFirm(firm.ctxAt(), (tx) => tx.select({ open: openAlertsOfUser() }).from(users));
    expect(counted[0]?.open).toEqual({ refund_waiting: 1 });
  });

  it("is made when a second person approves, once, in their name, and whoever asked is told", async () => {
    const paymentId = await pay();
    const { refundId: requestId } = await refund(as("ann"), paymentId, 9_000);
    const made = await approveRefund(as("ben"), { requestId, note: "Checked" });
    expect(made).toMatchObject({ kind: "refunded", refundId: expect.stringMatching(/^ref_/) });
    expect(await stateOf(paymentId)).toEqual(["partially_refunded", 9_000, "approved"]);
    expect((await getPayment(as("ben"), paymentId)).refundRequests[0]).toMatchObject({
      ...{ decidedName: "ben", askedName: "ann", note: "Checked", refundId: made.refundId, reason: "Matter closed" },
    });
    expect(await auditOf(paymentId)).toEqual([
      "user:usr_ann refund.asked",
      "user:usr_ben refund.approved",
      "user:usr_ben refund.done",
    ]);
    expect(await mailsTo()).toEqual(["asked ben@hartwell.example", "approved ann@hartwell.example"]);
    expect(await openAlerts()).toBe(0);
    expect(await refusalOf(approveRefund(as("ben"), { requestId, note: "" }))).toMatchObject({ code: "conflict" });
  });

  it("is never approved or declined by whoever asked, by a key of theirs, or by any key", async () => {
    const byHand = (await refund(as("ann"), await pay(), 9_000)).refundId;
    const byKey = (await refund(program(), await pay(), 9_000)).refundId;
    for (const requestId of [byHand, byKey]) {
      for (const ctx of [as("ann"), program(), program("key_of_nobody")]) {
        expect(await refusalOf(approveRefund(ctx, { requestId, note: "" }))).toMatchObject({
          reason: "own_refund_request",
        });
        expect(await refusalOf(declineRefund(ctx, { requestId, note: "No" }))).toMatchObject({
          reason: "own_refund_request",
        });
      }
      expect((await approveRefund(as("ben"), { requestId, note: "" })).kind).toBe("refunded");
    }
  });

  it("is decided only with the permission, the account and the firm", async () => {
    const { refundId: requestId } = await refund(as("ann"), await pay(), 9_000);
    const decide = { requestId, note: "Not now" };
    for (const verb of [approveRefund, declineRefund, cancelRefundRequest]) {
      expect(await refusalOf(verb(as("cara", { permissions: ["payments.view"] }), decide))).toMatchObject({
        code: "forbidden",
      });
      expect(await refusalOf(verb(as("ben", { accountIds: ["acc_trust"] }), decide))).toMatchObject({
        reason: "account_unknown",
      });
      const stranger = await makeTestFirm(`frm_two_${firms}_${verb.name.toLowerCase()}`);
      expect(await refusalOf(verb({ ...as("ben"), firmId: stranger.firmId }, decide))).toMatchObject({
        reason: "refund_request_unknown",
      });
    }
    expect(await refusalOf(cancelRefundRequest(as("ben"), decide))).toMatchObject({ reason: "not_own_refund_request" });
  });

  it("declined or taken back gives nothing, and may be asked again", async () => {
    const paymentId = await pay();
    const first = await refund(as("ann"), paymentId, 9_000, "first-ask");
    await declineRefund(as("ben"), { requestId: first.refundId, note: "Wrong matter" });
    expect(await refusalOf(refund(as("ann"), paymentId, 9_000, "first-ask"))).toMatchObject({
      reason: "refund_request_over",
    });
    const second = await refund(as("ann"), paymentId, 9_000);
    // The key of the person is the person.
    await cancelRefundRequest(program(), { requestId: second.refundId });
    await refund(as("ann"), paymentId, 9_000);
    expect(await stateOf(paymentId)).toEqual(["approved", 0, "declined", "cancelled", "waiting"]);
    expect(await mailsTo()).toEqual(expect.arrayContaining(["declined ann@hartwell.example"]));
    expect(await openAlerts()).toBe(1);
  });
});

describe("several refunds of one payment", () => {
  it("by one person count together, by hand or by a key of theirs, on whatever day; what a second person saw does not", async () => {
    const paymentId = await pay();
    expect((await refund(as("ann"), paymentId, 3_000)).kind).toBe("refunded");
    expect((await refund(as("ann", { hours: 300 }), paymentId, 2_001)).kind).toBe("waiting");
    expect((await refund(program(), paymentId, 2_000)).kind).toBe("refunded");
    const { refundRequests } = await getPayment(as("ben"), paymentId);
    await approveRefund(as("ben"), { requestId: refundRequests[0]?.id ?? "", note: "" });
    // The approver's own allowance is whole: what they approved was another's wish.
    expect((await refund(as("ben"), paymentId, 2_999)).kind).toBe("refunded");
    expect(await stateOf(paymentId)).toEqual(["refunded", 10_000, "approved"]);
  });

  it("of different payments are each within the limit", async () => {
    for (let i = 0; i < 3; i += 1) expect((await refund(as("ann"), await pay(), 5_000)).kind).toBe("refunded");
  });

  it("without a limit are as ever", async () => {
    await test.asOwner("update firms set refund_limit_cents = null where firm_id = $1", [firm.firmId]);
    expect((await refund(as("ann"), await pay(), 10_000)).kind).toBe("refunded");
  });
});

describe("what happens to the payment meanwhile", () => {
  it("ends a request that asks for more than is left, tells its asker, and leaves one that still fits", async () => {
    const [gone, fits] = [await pay(), await pay()];
    for (const paymentId of [gone, fits]) await refund(as("ann"), paymentId, 6_000);
    await refund(as("ben"), gone, 4_001);
    await refund(as("ben"), fits, 4_000);
    expect(await stateOf(gone)).toEqual(["partially_refunded", 4_001, "lapsed"]);
    expect(await stateOf(fits)).toEqual(["partially_refunded", 4_000, "waiting"]);
    expect(await mailsTo()).toContain("lapsed ann@hartwell.example");
    expect(await openAlerts()).toBe(1);
  });

  it("a void ends it too, and is held to the limit itself", async () => {
    const small = await pay(5_000);
    await test.asOwner("update firms set refund_limit_cents = 4000 where firm_id = $1", [firm.firmId]);
    await refund(as("ann"), small, 4_500);
    const takeBack = () => voidPayment(as("ben"), { paymentId: small, reason: "" });
    expect(await refusalOf(takeBack())).toMatchObject({ reason: "void_above_limit" });
    await test.asOwner("update firms set refund_limit_cents = 5000 where firm_id = $1", [firm.firmId]);
    expect((await takeBack()).kind).toBe("voided");
    expect(await stateOf(small)).toEqual(["voided", 0, "lapsed"]);
  });

  it("trust money is checked anew: refused while it is not there, and the request waits", async () => {
    const bench = await makeTrustBench(test, `frm_two_trust_${firms}`);
    const paymentId = await bench.settled(10_000);
    await test.asOwner("update firms set refund_limit_cents = 100 where firm_id = $1", [bench.firm.firmId]);
    const { refundId: requestId, kind } = await bench.refund(paymentId, 9_000, 2 * 24 * HOUR_MS);
    expect(kind).toBe("waiting");
    await test.asOwner("update firms set refund_limit_cents = null where firm_id = $1", [bench.firm.firmId]);
    await bench.setHoldDays(9);
    const second = bench.clerkAfter(2 * 24 * HOUR_MS);
    const approver: Ctx = {
      ...second,
      actor: { kind: "user", userId: "usr_ben", name: "ben", permissions: MAY, accountIds: null },
    };
    expect(await refusalOf(approveRefund(approver, { requestId, note: "" }))).toMatchObject({
      reason: "trust_balance_too_low",
    });
    await bench.setHoldDays(0);
    expect((await approveRefund(approver, { requestId, note: "" })).kind).toBe("refunded");
  });
});

describe("at once", () => {
  it(`approve, approve, decline, take back: one of them, each of ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const paymentId = await pay();
      const { refundId: requestId } = await refund(as("ann"), paymentId, 9_000);
      const deeds = [
        () => approveRefund(as("ben"), { requestId, note: "" }),
        () => approveRefund(as("dan"), { requestId, note: "" }),
        () => declineRefund(as("eve"), { requestId, note: "Not this one" }).then(() => ({ kind: "declined" })),
        () => cancelRefundRequest(as("ann"), { requestId }).then(() => ({ kind: "cancelled" })),
      ];
      const counts = countAnswers(await releaseTogether(4, (index) => (deeds[index] as (typeof deeds)[0])()));
      expect(counts["conflict refund_request_decided"]).toBe(3);
      const [, refunded, status] = await stateOf(paymentId);
      expect(refunded).toBe(status === "approved" ? 9_000 : 0);
    }
  }, 120_000);

  it(`an approval and a refund of the rest never give back more than was paid, each of ${ROUNDS} times`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const paymentId = await pay();
      const { refundId: requestId } = await refund(as("ann"), paymentId, 6_000);
      await releaseTogether(2, (index) =>
        index === 0 ? approveRefund(as("ben"), { requestId, note: "" }) : refund(as("dan"), paymentId, 5_000),
      );
      const [, refunded, status] = await stateOf(paymentId);
      expect([
        [6_000, "approved"],
        [5_000, "lapsed"],
      ]).toContainEqual([refunded, status]);
    }
  }, 120_000);

  it("parts under the limit pressed together do not pass it", async () => {
    const paymentId = await pay();
    await releaseTogether(8, () => refund(as("ann"), paymentId, 2_000));
    const payment = await getPayment(as("ben"), paymentId);
    expect(payment.refundedCents).toBe(4_000);
  });
});
