import { beforeAll, expect, it, vi } from "vitest";
import { databasePool } from "@/db/client";
import { createRandom } from "@/db/seed/random";
import { freezeMoney, unfreezeMoney } from "@/lib/firms/freeze-money";
import { saveSandboxFaults } from "@/lib/gateways/sandbox-console";
import { cancelPayLink } from "@/lib/pay-links/cancel-pay-link";
import { completeLinkAction } from "@/lib/pay-links/complete-link-action";
import { markLinkOpened } from "@/lib/pay-links/mark-link-opened";
import { noticeExpiredLinks } from "@/lib/pay-links/notice-expired-links";
import { resendPayLink } from "@/lib/pay-links/resend-pay-link";
import { AppError } from "@/lib/platform/errors";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { calmFaults, causeFaults, clockAfter, DAY_MS, HOUR_MS, MINUTE_MS, payAs } from "@/tests/support/money-bench";
import { printFigures } from "@/tests/support/print-figures";
import { countAnswers } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { reconcilePayments } from "./reconcile-payments";

// Everything that moves money or links, at random and at once, on a gateway that loses answers: locks taken in different orders
// would show as deadlocks, a pool that waits for itself as time-outs, and the books tell the rest.
const ROUNDS = 6;
const AT_ONCE = 60;

const test = useTestDatabase();
const random = createRandom("busy-firm");
let firm: TestFirm;
const links: string[] = [];
const payments: string[] = [];

beforeAll(async () => {
  firm = await makeTestFirm();
  const trust = { account: "IOLTA Trust", clientRef: "10233", matterRef: "10233-04" };
  for (let made = 0; made < 25; made += 1)
    links.push((await firm.makeLink(made % 3 === 0 ? trust : {}, clockAfter(0))).id);
});

type Act = (ms: number, link: string) => Promise<unknown>;
const ctxAt = (ms: number) => firm.ctxAt(clockAfter(ms));
const ACTS: readonly (readonly [Act, number])[] = [
  [async (ms, link) => pay(ms, link), 30],
  [async (ms) => refund(ms), 14],
  [(ms, linkId) => cancelPayLink(ctxAt(ms), { linkId }), 4],
  [(ms, linkId) => resendPayLink(ctxAt(ms), { linkId }), 6],
  [(ms, linkId) => markLinkOpened(ctxAt(ms), linkId), 6],
  [(ms, linkId) => completeLinkAction(ctxAt(ms), linkId), 6],
  [(ms) => reconcilePayments(ctxAt(ms + 5 * MINUTE_MS)), 6],
  [() => noticeExpiredLinks(ctxAt(31 * DAY_MS)), 2],
  [(ms) => freezeMoney(ctxAt(ms)), 1],
  [(ms) => unfreezeMoney(ctxAt(ms)), 3],
  [async (ms) => links.push((await firm.makeLink({}, clockAfter(ms))).id), 8],
];

async function pay(ms: number, link: string): Promise<unknown> {
  const method = random.pick(["visa", "visa", "amex", "declined", "authenticate", "bank-pays", "bank-r01", "disputed"]);
  const result = await payAs(firm, link, { method, clock: clockAfter(ms) });
  payments.push(result.paymentId);
  return result;
}

function refund(ms: number): Promise<unknown> {
  const paymentId = payments.length > 0 ? random.pick(payments) : "pay_none";
  const amountCents = random.pick([100, 40_000, 75_000, 125_000]);
  return refundPayment(ctxAt(ms), { paymentId, amountCents, reason: "", requestKey: `busy-${random.text(12)}` });
}

it(`${ROUNDS} x ${AT_ONCE} acts at once: nobody waits for anybody for ever, and the books agree`, async () => {
  const begun = performance.now();
  const answers: unknown[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await causeFaults(`lost=0.1,unsent=0.05,error=0.05,seed=${round}`);
    const ms = round * HOUR_MS;
    const acts = Array.from({ length: AT_ONCE }, () => random.weighted(ACTS)(ms, random.pick(links)));
    for (const one of await Promise.allSettled(acts)) answers.push(one.status === "fulfilled" ? one.value : one.reason);
  }
  await calmFaults();
  await unfreezeMoney(ctxAt(0));
  for (const hours of [8, 32]) expect(await reconcilePayments(ctxAt(hours * HOUR_MS))).toMatchObject({ failed: 0 });
  const defects = answers.filter((answer) => answer instanceof Error && !(answer instanceof AppError));
  expect(defects).toEqual([]);
  const open = await test.asOwner("select 1 from payments where status in ('created', 'processing', 'unknown')");
  expect(open).toEqual([]);
  await expectBooksToAgree(test);
  printFigures(
    `${answers.length} acts of a busy firm: ${JSON.stringify(countAnswers(answers))}, ${Math.round(performance.now() - begun)} ms`,
  );
}, 120_000);

it("holds no connection while the gateway thinks: 40 charges hang, and the pool of ten is free", async () => {
  const hanging: string[] = [];
  for (let made = 0; made < 40; made += 1)
    hanging.push((await firm.makeLink({ send: false, recipientEmails: [] }, clockAfter(0))).id);
  expect(await saveSandboxFaults("slow=1,slowms=5000")).toBeNull();
  const paying = hanging.map((link) => payAs(firm, link));
  const countAtGateway = async () => {
    const keys = hanging.map((link) => `link:${link}:1`);
    const [row] = await test.asOwner<{ n: number }>(
      "select count(*)::int as n from sandbox.charges where idempotency_key = any($1)",
      [keys],
    );
    return row?.n === 40;
  };
  await vi.waitUntil(countAtGateway, { timeout: 20_000, interval: 20 });
  const { totalCount, idleCount, waitingCount } = databasePool();
  await calmFaults();
  const answers = countAnswers(await Promise.all(paying));
  expect({ busy: totalCount - idleCount, waitingCount }).toEqual({ busy: 0, waitingCount: 0 });
  expect(answers).toEqual({ approved: 40 });
  await expectBooksToAgree(test);
}, 60_000);
