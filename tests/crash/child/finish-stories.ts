import { sql } from "drizzle-orm";
import { resetSandboxFaults } from "@/lib/gateways/sandbox-console";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { connectDesk } from "@/tests/support/stripe-double/desk/remote-desk";
import { NO_FAULTS } from "@/tests/support/stripe-double/wire/faults";
import type { FromProcess, Orders } from "../model";
import { sharedClock } from "../shared-clock";
import { AT_ONCE } from "../timing";
import { chooseSweep } from "./choose-sweep";
import { explainFault } from "./explain-fault";
import { openTill } from "./open-till";
import type { Till } from "./pay-once";
import { performStory } from "./perform-story";
import { waitForStrays } from "./wait-for-strays";

/** Without a step forward in so many rounds, what is left stays. */
const PATIENCE = 12;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer than between any two looks at a payment that was taken: after it, each has been looked at. */
const LONG_LOOK_MS = 35 * DAY_MS;

type Left = { open: number; nextAt: Date | null };

/**
 * Nobody else is at work any more: reconciles, goes on with every story, sets the clock ahead to the next look, and again, until nothing
 * is open; then the gateway is well again, and every payment is looked at once more, because some events were told to nobody.
 */
export async function finishStories(orders: Orders, tell: (message: FromProcess) => void): Promise<void> {
  const time = { ...orders.time };
  const till = openTill(orders, sharedClock(time));
  const sweep = chooseSweep(orders);
  const report = (where: string) => (error: unknown) => {
    const text = explainFault(error);
    if (text !== null) tell({ kind: "surprise", text: `${where}: ${text}` });
    return "open" as const;
  };
  const pass = async (ms: number) => {
    await waitForStrays();
    time.aheadMs += ms;
    if (orders.stripeUrl) await connectDesk(orders.stripeUrl).advance({ seconds: ms / 1_000 });
  };
  const stories = new Set(orders.linkIds);
  const bringToEnd = async () => {
    let fewest = Number.POSITIVE_INFINITY;
    for (let idle = 0; idle < PATIENCE; ) {
      await sweep(till.clock).catch(report("sweep"));
      const queue = [...stories];
      const work = async () => {
        for (let storyId = queue.pop(); storyId !== undefined; storyId = queue.pop()) {
          const end = await performStory(till, storyId).catch(report("story"));
          if (end !== "done") continue;
          stories.delete(storyId);
          tell({ kind: "done", storyId });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      const left = await readLeft(orders.firmId, till);
      const count = left.open + stories.size;
      if (count === 0) return;
      idle = count < fewest ? 0 : idle + 1;
      fewest = Math.min(fewest, count);
      const waitMs = left.nextAt ? left.nextAt.getTime() - till.clock.now().getTime() : HOUR_MS;
      // Half of the rounds go further, for what only a settlement brings on.
      await pass(Math.max(0, idle % 2 === 1 ? Math.max(waitMs, DAY_MS) : waitMs));
    }
  };
  await bringToEnd();
  await calmGateway(orders);
  await pass(LONG_LOOK_MS);
  await bringToEnd();
  // What has settled by the first look may be told of by the second only.
  await pass(LONG_LOOK_MS);
  await bringToEnd();
}

async function calmGateway({ gatewayKind, stripeUrl }: Orders): Promise<void> {
  if (gatewayKind === "sandbox") await resetSandboxFaults();
  else await connectDesk(stripeUrl).setFaults(NO_FAULTS);
}

/** Rows whose outcome is not known, and the earliest time at which one of them is looked at. */
async function readLeft(firmId: string, till: Till): Promise<Left> {
  const result = await inFirm(systemContext(firmId, "finish", till.clock), (tx) =>
    tx.execute(sql`select count(*)::int as open, min(check_at) as "nextAt" from (
      select check_at from payments where firm_id = ${firmId} and status in ('created', 'processing', 'unknown', 'pending')
      union all select check_at from refunds where firm_id = ${firmId} and status in ('processing', 'unknown')
      union all select check_at from voids where firm_id = ${firmId} and status in ('processing', 'unknown')
      union all select check_at from payment_methods where firm_id = ${firmId} and status in ('processing', 'removing')) o`),
  );
  const row = result.rows[0];
  const nextAt = row?.nextAt ? new Date(String(row.nextAt)) : null;
  return { open: Number(row?.open), nextAt };
}
