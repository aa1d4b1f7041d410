import { beforeEach, expect, it, vi } from "vitest";
import { runAutoPays } from "@/lib/auto-pays/run-auto-pays";
import { saveSandboxFaults } from "@/lib/gateways/sandbox-console";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { createPayer } from "@/lib/payers/create-payer";
import { CreatePayerInput } from "@/lib/payers/schemas";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { fixedClock } from "@/lib/platform/clock";
import { systemContext } from "@/lib/platform/make-context";
import { FIRST_RUN, useAutoPayBench } from "@/tests/support/auto-pay-bench";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { calmFaults, MINUTE_MS } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { useRunCallers } from "../use-run-callers";
import { CLIENTS, clientNumberOf, INVOICES, openMatterSystem } from "./open-items";

// Processes die by kill -9 while runs of Auto-Pays are at the gateway or about to be; others go on, and every invoice is paid once.

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const PATIENCE = { timeout: 60_000, interval: 20 };
const KILLS = 3;
const CHARGES_BETWEEN = 2;

const test = useTestDatabase();
const bench = useAutoPayBench(test);
const callers = useRunCallers(test, "tests/crash/auto-pays/call-auto-pays.ts", ["matter-items"]);

beforeEach(async () => {
  await calmFaults();
  line.system = openMatterSystem();
  for (let client = 0; client < CLIENTS; client += 1) {
    const facts = { givenName: "Elena", familyName: `Marsh ${client}`, emails: ["elena.marsh@bluewater.example"] };
    const requestKey = `crash-payer-${client}`;
    bench.payerId = (await createPayer(bench.clerk(), CreatePayerInput.parse({ ...facts, requestKey }))).id;
    bench.methodId = await bench.keepMethod("visa");
    await bench.associate("client_number", clientNumberOf(client));
    await bench.start();
  }
});

/** Each call comes eleven minutes after the last: what a dead one had leased is free again. */
const instantOf = (call: number) => new Date(Date.parse(FIRST_RUN) + call * 11 * MINUTE_MS);

async function count(sql: string): Promise<number> {
  const [row] = await test.asOwner<{ n: string }>(sql);
  return Number(row?.n);
}

const CHARGED = "select count(*) as n from sandbox.charges where state <> 'declined'";
const OPEN = "select count(*) as n from auto_pay_runs where status in ('open', 'charging')";

it("each invoice is paid once, whoever dies", async () => {
  // Answers come late and some never, so that a kill meets charges on their way.
  expect(await saveSandboxFaults("slow=0.8,slowms=300,lost=0.1,timeout=1500,seed=11")).toBeNull();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = await count(CHARGED);
    const pair = [0, 1].map(() => callers.start(bench.firm.firmId, instantOf(kill)));
    await expect.poll(() => count(CHARGED), PATIENCE).toBeGreaterThanOrEqual(before + CHARGES_BETWEEN);
    await Promise.all(pair.map((caller) => callers.kill(caller)));
  }
  expect(await count(OPEN)).toBeGreaterThan(0);
  await calmFaults();
  // The same job and recovery finish what they left.
  for (let call = KILLS; (await count(OPEN)) > 0 && call < KILLS + 12; call += 1) {
    const ctx = systemContext(bench.firm.firmId, "auto-pays", fixedClock(instantOf(call)));
    await runAutoPays(ctx);
    await reconcilePayments(ctx);
  }
  const [sums] = await test.asOwner<Record<string, number>>(
    `select (${CHARGED})::int as charged, (select sum(amount_cents) from sandbox.charges where state <> 'declined')::int as cents,
       (select count(*) from auto_pay_runs where status = 'paid')::int as paid, (select count(*) from receipts)::int as receipts,
       (select count(distinct item_key) from postings where state <> 'removed')::int as invoices,
       (select count(*) from postings where state <> 'removed')::int as lines`,
  );
  const lines = CLIENTS * INVOICES.length;
  expect(sums).toEqual({
    ...{ charged: CLIENTS, paid: CLIENTS, receipts: CLIENTS, invoices: lines, lines },
    cents: CLIENTS * INVOICES.reduce((sum, cents) => sum + cents, 0),
  });
  await expectBooksToAgree(test);
});
