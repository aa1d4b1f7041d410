import type { Call, Job, World } from "../state/world";
import { settleDebit } from "./debits";
import { settleRefundByItself } from "./refunds";

/** Does what the clock has made due: banks answer, refunds arrive. */
export function runDueJobs(world: World): void {
  const due = world.takeDueJobs();
  for (const job of due) run(world, job);
  if (due.length > 0) world.commit();
}

function run(world: World, job: Job): void {
  const call: Call = { world, account: job.account, requestId: null, idempotencyKey: null };
  if (job.kind === "settle_debit") {
    const intent = world.ledger.find("payment_intent", job.account, job.objectId);
    if (intent?.status === "processing") settleDebit(call, intent, null);
    return;
  }
  const refund = world.ledger.find("refund", job.account, job.objectId);
  if (refund) settleRefundByItself(call, refund);
}
