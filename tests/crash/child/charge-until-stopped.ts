import { setTimeout as sleep } from "node:timers/promises";
import type { FromProcess, Orders } from "../model";
import { AT_ONCE } from "../timing";
import { chooseSweep } from "./choose-sweep";
import { explainFault } from "./explain-fault";
import type { StoryEnd } from "./find-standing";
import { payOnce, type Till } from "./pay-once";
import { performStory } from "./perform-story";

const SWEEP_EVERY_MS = 150;
const TRY_AGAIN_MS = 500;
const NOTHING_TO_DO_MS = 25;

type Tell = (message: FromProcess) => void;
type Reins = {
  tell: Tell;
  mayBegin(): boolean;
  /** What was begun came to nothing, since it waits for others. */
  giveBack(): void;
  stopped: AbortSignal;
};

/** Clients pay the links, several at once, while the reconciler runs beside them, until the process is stopped or killed. */
export async function chargeUntilStopped(orders: Orders, till: Till, reins: Reins): Promise<void> {
  const { tell, mayBegin, giveBack, stopped } = reins;
  const queue = orders.linkIds.map((linkId) => ({ linkId, notBeforeMs: 0 }));
  const clients = Array.from({ length: AT_ONCE }, async () => {
    while (!stopped.aborted) {
      const next = queue[0];
      if (!next || next.notBeforeMs > Date.now() || !mayBegin()) {
        await sleep(NOTHING_TO_DO_MS);
        continue;
      }
      queue.shift();
      tell({ kind: "began" });
      const end = await goOn(orders, till, next.linkId).catch((error: unknown) => report(tell, "pay", error));
      tell({ kind: "ended" });
      if (orders.isMixed && end !== "open") tell({ kind: end, storyId: next.linkId });
      if (end === "waits") giveBack();
      if (end !== "done") queue.push({ linkId: next.linkId, notBeforeMs: Date.now() + TRY_AGAIN_MS });
    }
  });
  const sweep = chooseSweep(orders);
  const sweeper = (async () => {
    while (!stopped.aborted) {
      await sweep(till.clock).catch((error: unknown) => report(tell, "sweep", error));
      await sleep(SWEEP_EVERY_MS);
    }
  })();
  await Promise.all([...clients, sweeper]);
}

async function goOn({ isMixed }: Orders, till: Till, storyId: string): Promise<StoryEnd> {
  if (isMixed) return performStory(till, storyId);
  return (await payOnce(till, storyId)) === "open" ? "open" : "done";
}

function report(tell: Tell, where: string, error: unknown): "open" {
  const text = explainFault(error);
  if (text !== null) tell({ kind: "surprise", text: `${where}: ${text}` });
  return "open";
}
