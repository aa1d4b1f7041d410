import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getPayment } from "@/lib/payments/get-payment";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { RefundInput } from "@/lib/refunds/schemas";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import {
  calmFaults,
  causeFaults,
  clockAfter,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  payAs,
  refusalOf,
  staffCtx,
} from "@/tests/support/money-bench";
import { printFigures } from "@/tests/support/print-figures";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { runsOf } from "@/tests/support/runs";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { voidPayment } from "./void-payment";

const ROUNDS = runsOf("RACE_ROUNDS", 40);
const test = useTestDatabase();
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_${firms}`);
});

afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

async function pay(method = "visa"): Promise<string> {
  const link = await firm.makeLink({ send: false, amountCents: 10_000 }, clockAfter(0));
  return (await payAs(firm, link.id, { method })).paymentId;
}

const clerk = (accountIds: string[] | null = null, ms = HOUR_MS) =>
  staffCtx(firm, ["payments.view", "payments.refund"], { accountIds, clock: clockAfter(ms) });
const takeBack = (paymentId: string, ctx = clerk()) => voidPayment(ctx, { paymentId, reason: "Entered twice" });
const refund = (paymentId: string, amountCents: number, requestKey = `request-${paymentId}`) =>
  refundPayment(clerk(), RefundInput.parse({ paymentId, amountCents, requestKey }));
const reconcileAt = (ms: number) => reconcilePayments(firm.ctxAt(clockAfter(HOUR_MS + ms)));

async function standing(paymentId: string) {
  const [row] = await test.asOwner<{ status: string; state: string; voids: string }>(
    `select p.status, c.state, (select string_agg(v.status, ' ' order by v.created_at, v.id) from voids v where v.payment_id = p.id) as voids
     from payments p join sandbox.charges c on c.reference = p.id where p.id = $1`,
    [paymentId],
  );
  return row;
}

describe("voidPayment", () => {
  it.each(["visa", "bank-pays"])(
    "takes back %s before it settles; history and audit say who and why",
    async (method) => {
      const paymentId = await pay(method);
      const first = await takeBack(paymentId, clerk(null, MINUTE_MS));
      expect(first.kind).toBe("voided");
      expect(await takeBack(paymentId)).toEqual(first);
      expect(await standing(paymentId)).toEqual({ status: "voided", state: "voided", voids: "voided" });
      const { events, isVoidable, refundableCents } = await getPayment(clerk(), paymentId);
      const told = events
        .filter(({ kind }) => kind.startsWith("void"))
        .map(({ kind, detail }) => [kind, detail.reason]);
      expect(told).toEqual([
        ["void.requested", "Entered twice"],
        ["voided", "Entered twice"],
      ]);
      expect([isVoidable, refundableCents]).toEqual([false, 0]);
      const audit = await test.asOwner(
        "select actor from audit_log where object_id = $1 and action = 'payment.voided'",
        [paymentId],
      );
      expect(audit).toEqual([{ actor: "user:usr_test" }]);
    },
  );

  it("is refused once it has settled, was refunded in part or declined; a refund is the way out", async () => {
    const settled = await pay();
    await reconcileAt(2 * DAY_MS);
    const refunded = await pay();
    await refund(refunded, 1);
    for (const paymentId of [settled, refunded, await pay("declined")])
      expect(await refusalOf(takeBack(paymentId))).toEqual({ code: "refused", reason: "not_voidable" });
    expect(await refund(settled, 10_000)).toMatchObject({ kind: "refunded" });
  });

  it("writes down the gateway's no; then a refund is possible, and another void too", async () => {
    const paymentId = await pay();
    const late = clerk(null, 3 * DAY_MS);
    expect(await takeBack(paymentId, late)).toMatchObject({ kind: "refused", refusalCode: "charge_settled" });
    expect(await standing(paymentId)).toEqual({ status: "approved", state: "settled", voids: "refused" });
    expect((await getPayment(late, paymentId)).events.map(({ kind }) => kind)).toContain("void.refused");
    expect(await takeBack(paymentId, late)).toMatchObject({ kind: "refused" });
    expect(await refund(paymentId, 10_000)).toMatchObject({ kind: "refunded" });
  });

  it("is refused who may not refund, who may not use the account, and another firm", async () => {
    const paymentId = await pay();
    expect(await refusalOf(takeBack(paymentId, staffCtx(firm, ["payments.view"])))).toMatchObject({
      code: "forbidden",
    });
    expect(await refusalOf(takeBack(paymentId, clerk(["acc_trust"])))).toMatchObject({ code: "not_found" });
    const stranger = await makeTestFirm(`frm_${firms}_other`);
    expect(await refusalOf(takeBack(paymentId, stranger.ctxAt()))).toMatchObject({ code: "not_found" });
    expect(await standing(paymentId)).toEqual({ status: "approved", state: "approved", voids: null });
  });
});

describe("a void whose answer was lost", () => {
  it.each([
    ["came through: it is found", "lost=1", { status: "voided", state: "voided", voids: "voided" }],
    ["never arrived: it is sent again", "unsent=1", { status: "voided", state: "voided", voids: "voided" }],
  ])("%s", async (_name, plan, end) => {
    const paymentId = await pay();
    await causeFaults(plan);
    expect(await takeBack(paymentId)).toMatchObject({ kind: "unknown" });
    await calmFaults();
    expect(await refusalOf(refund(paymentId, 10_000))).toMatchObject({ reason: "being_voided" });
    expect(await getPayment(clerk(), paymentId)).toMatchObject({ isVoidable: false, refundableCents: 0 });
    await Promise.all([reconcileAt(10 * MINUTE_MS), reconcileAt(11 * MINUTE_MS)]);
    expect(await standing(paymentId)).toEqual(end);
  });

  it("is given up once the charge has settled, and a refund is possible", async () => {
    const paymentId = await pay();
    await causeFaults("unsent=1");
    await takeBack(paymentId);
    await calmFaults();
    await reconcileAt(2 * DAY_MS);
    expect(await standing(paymentId)).toEqual({ status: "settled", state: "settled", voids: "refused" });
    expect(await refund(paymentId, 10_000)).toMatchObject({ kind: "refunded" });
  });
});

describe("at once", () => {
  it(
    `30 voids are one void, each of ${ROUNDS} times`,
    async () => {
      const begun = performance.now();
      for (let round = 0; round < ROUNDS; round += 1) {
        const paymentId = await pay();
        const answers = await releaseTogether(30, () => takeBack(paymentId));
        const ids = answers.map((answer) => (answer instanceof Error ? answer.message : answer.voidId));
        expect(new Set(ids).size).toBe(1);
        expect(await standing(paymentId)).toEqual({ status: "voided", state: "voided", voids: "voided" });
      }
      printFigures(`30 voids at once x ${ROUNDS}: one each time, ${Math.round(performance.now() - begun)} ms`);
    },
    60_000 + ROUNDS * 3_000,
  );

  it(
    `of a void and a refund one wins, each of ${ROUNDS} times`,
    async () => {
      const totals: Record<string, number> = {};
      for (let round = 0; round < ROUNDS; round += 1) {
        const paymentId = await pay();
        const answers = await releaseTogether<{ kind: string }>(10, (index) =>
          index % 2 === round % 2 ? takeBack(paymentId) : refund(paymentId, 10_000, `request-${round}-${index}`),
        );
        const row = await standing(paymentId);
        const counts = countAnswers(answers);
        const won = row?.status ?? "";
        totals[won] = (totals[won] ?? 0) + 1;
        if (won === "voided") {
          expect(row).toEqual({ status: "voided", state: "voided", voids: "voided" });
          expect(counts.refunded).toBeUndefined();
        } else {
          expect(row).toEqual({ status: "refunded", state: "approved", voids: null });
          expect([counts.refunded, counts["refused not_voidable"]]).toEqual([1, 5]);
        }
      }
      printFigures(`void against refund x ${ROUNDS}: ${JSON.stringify(totals)}`);
    },
    60_000 + ROUNDS * 3_000,
  );
});
