import { randomBytes } from "node:crypto";
import type { Clock } from "@/lib/platform/clock";
import { appUrl } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { decideHookFaults, type FaultPlan } from "./fault-plan";
import { type SandboxEvent, signEvent } from "./webhook";

const SEND_WITHIN_MS = 5_000;

type Sender = {
  clock: Clock;
  plan: FaultPlan;
  nextNumber: () => Promise<number>;
  /** Takes signed events in place of the network, for tests. */
  post?: (headers: Record<string, string>, body: string) => Promise<void>;
};

/** Events that the fault plan holds back until another has gone before them. */
const held: (() => Promise<void>)[] = [];

/**
 * Tells the product, as a processor would: signed, and by the fault plan also never, twice, or after the next event. A lost event is
 * no harm: recovery looks by itself.
 */
export async function sendEvent(event: SandboxEvent, sender: Sender): Promise<void> {
  const faults = decideHookFaults(sender.plan, await sender.nextNumber());
  if (faults.hookdrop) return;
  const id = newEventId();
  const send = async () => {
    await post(event, id, sender);
    if (faults.hooktwice) await post(event, faults.sameId ? id : newEventId(), sender);
  };
  if (faults.hooklate) {
    held.push(send);
    return;
  }
  await send();
  for (const late of held.splice(0)) await late();
}

async function post(event: SandboxEvent, id: string, sender: Sender): Promise<void> {
  const body = JSON.stringify(event);
  const headers = signEvent(body, sender.clock.now(), id);
  try {
    await (sender.post ?? postToProduct)(headers, body);
  } catch (error) {
    log().info({ err: error, reference: event.reference }, "sandbox event not delivered");
  }
}

async function postToProduct(headers: Record<string, string>, body: string): Promise<void> {
  await fetch(`${appUrl()}/api/webhooks/sandbox`, {
    method: "POST",
    headers,
    body,
    signal: AbortSignal.timeout(SEND_WITHIN_MS),
  });
}

function newEventId(): string {
  return `evt_${randomBytes(12).toString("hex")}`;
}
