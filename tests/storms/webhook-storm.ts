import { createRandom, type Random } from "@/db/seed/random";
import { sandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import type { SandboxEvent } from "@/lib/gateways/adapters/sandbox/webhook";
import { followPayment } from "@/lib/payments/follow-payment";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { systemContext } from "@/lib/platform/make-context";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import { findBookFaults } from "@/tests/support/books-oracle";
import { clockAfter, DAY_MS, MINUTE_MS, payAs } from "@/tests/support/money-bench";
import type { TestDatabase } from "@/tests/support/test-database";
import type { TestFirm } from "@/tests/support/test-firm";
import { writeGatewayStory } from "./gateway-story";
import type { StormPlan, StormReport } from "./model";

const AT_ONCE = 4;

/** Payments that wait for what the gateway will tell of them: two thirds by card, a third by bank. */
export async function payLinks(firm: TestFirm, count: number): Promise<void> {
  const left = Array.from({ length: count }, (_, index) => index);
  const work = async () => {
    for (let index = left.pop(); index !== undefined; index = left.pop()) {
      const link = await firm.makeLink({ send: false, requestKey: `storm-link-${index}` });
      await payAs(firm, link.id, { method: index % 3 === 0 ? "bank-pays" : "visa", clock: clockAfter(0) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/**
 * Tells a firm what happens at its gateway: in any order, late, up to `mostCopies` times or never, each copy an event of its own or the
 * same one again, while more goes on happening. Then lets reconciliation find the rest, and compares both books.
 */
export async function runStorm(test: TestDatabase, firm: TestFirm, plan: StormPlan): Promise<StormReport> {
  const startedAt = performance.now();
  const random = createRandom(`storm ${plan.seed}`);
  const charges = await listCharges(firm.firmId);
  const story = writeGatewayStory(random, clockAfter(MINUTE_MS), charges);
  const report = { seed: plan.seed, payments: charges.length, events: 0, dropped: 0, deliveries: 0, stored: 0 };
  const onTheWay: (SandboxEvent & { eventId: string })[] = [];
  const toFollow = new Set<string>();
  const ctx = systemContext(firm.firmId, "webhook", clockAfter(MINUTE_MS));
  let isOver = false;
  while (!isOver || onTheWay.length > 0) {
    if (!isOver && (onTheWay.length === 0 || random.chance(0.3))) {
      const events = await story.goOn();
      if (events === null) isOver = true;
      for (const event of events ?? []) {
        report.events += 1;
        if (random.chance(plan.dropShare)) report.dropped += 1;
        else onTheWay.push(...copiesOf(random, plan, event, `${plan.seed}_${report.events}`));
      }
      continue;
    }
    const [event] = onTheWay.splice(random.int(0, onTheWay.length - 1), 1);
    if (!event) continue;
    report.deliveries += 1;
    if ((await deliver(firm.firmId, event)) === "stored") {
      report.stored += 1;
      toFollow.add(event.reference);
    }
    // The job comes at once, or with others later.
    if (random.chance(plan.followShare)) await followAll(ctx, toFollow);
  }
  await followAll(ctx, toFollow);
  const behindBefore = await countBehind(test, firm.firmId);
  await reconcilePayments(firm.ctxAt(clockAfter(6 * DAY_MS)));
  return {
    ...report,
    behindBefore,
    behindAfter: await countBehind(test, firm.firmId),
    faults: await findBookFaults(test),
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
}

/** The same event again, or another event that says the same: gateways do both. */
function copiesOf(random: Random, plan: StormPlan, event: SandboxEvent, name: string) {
  return Array.from({ length: random.int(1, plan.mostCopies) }, (_, copy) => ({
    ...event,
    eventId: `evt_${name}_${random.chance(0.7) ? 0 : copy}`,
  }));
}

function deliver(firmId: string, event: SandboxEvent & { eventId: string }) {
  const { eventId, type, reference } = event;
  return receiveWebhook("sandbox", {
    eventId,
    type,
    accountKey: `sandbox:${firmId}`,
    about: { reference },
    objectId: reference,
  });
}

async function followAll(ctx: Parameters<typeof followPayment>[0], toFollow: Set<string>): Promise<void> {
  for (const paymentId of toFollow) await followPayment(ctx, paymentId);
  toFollow.clear();
}

async function listCharges(firmId: string): Promise<{ id: string; isBank: boolean }[]> {
  const found = await sandboxPool().query<{ id: string; test_method: string }>(
    "select id, test_method from sandbox.charges where firm_id = $1 order by idempotency_key",
    [firmId],
  );
  return found.rows.map((row) => ({ id: row.id, isBank: row.test_method.startsWith("bank") }));
}

/** Payments that are not where the gateway has them. */
async function countBehind(test: TestDatabase, firmId: string): Promise<number> {
  const [row] = await test.asOwner<{ n: string }>(
    `select count(*) as n from sandbox.charges c left join payments p on p.firm_id = c.firm_id and p.id = c.reference
     where c.firm_id = $1 and p.status is distinct from
       case when c.state = 'disputed' and c.dispute_status = 'lost' then 'dispute_lost' else c.state end`,
    [firmId],
  );
  return Number(row?.n);
}
