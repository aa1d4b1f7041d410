import type { Random } from "@/db/seed/random";
import { createSandboxDesk } from "@/lib/gateways/adapters/sandbox/desk";
import { sandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import type { SandboxEvent } from "@/lib/gateways/adapters/sandbox/webhook";
import type { SandboxAction } from "@/lib/gateways/sandbox-desk";
import type { Clock } from "@/lib/platform/clock";
import { randomIds } from "@/lib/platform/ids";

/** What may become of a card payment and of a bank payment at the gateway, with how often it does. */
const CARD_FATES: readonly (readonly [readonly SandboxAction[], number])[] = [
  [["settle"], 3],
  [["void"], 1],
  [["settle", "dispute"], 1],
  [["settle", "dispute", "win"], 2],
  [["settle", "dispute", "lose"], 2],
  [["dispute", "lose", "win"], 2],
  [["settle", "dispute", "lose", "win"], 2],
];
const BANK_FATES: readonly (readonly [readonly SandboxAction[], number])[] = [
  [["settle"], 2],
  [["return"], 2],
  [["settle", "return"], 3],
  [["void"], 1],
];

export type GatewayStory = {
  /** Lets one more thing happen to some payment; null when nothing is left. */
  goOn(): Promise<SandboxEvent[] | null>;
};

/** What happens at the gateway to each charge, in its order, mixed over all charges. */
export function writeGatewayStory(
  random: Random,
  clock: Clock,
  charges: readonly { id: string; isBank: boolean }[],
): GatewayStory {
  const told: SandboxEvent[] = [];
  const parts = {
    pool: sandboxPool(),
    clock,
    ids: randomIds,
    faults: "",
    onEvent: (event: SandboxEvent) => told.push(event),
  };
  const desk = createSandboxDesk(parts);
  const open = charges.map(({ id, isBank }) => ({
    id,
    acts: [...random.weighted(isBank ? BANK_FATES : CARD_FATES)],
  }));
  return {
    async goOn() {
      if (open.length === 0) return null;
      const at = random.int(0, open.length - 1);
      const charge = open[at];
      const act = charge?.acts.shift();
      if (!charge || !act) throw new Error("a charge without an act is not kept");
      if (charge.acts.length === 0) open.splice(at, 1);
      if (!(await desk.actOnCharge(charge.id, act, act === "return" ? "R01" : "")))
        throw new Error(`The gateway would not ${act} ${charge.id}.`);
      // Gateways also tell of things that change nothing for us.
      const [event] = told.splice(0);
      if (!event) throw new Error(`The gateway did not tell of ${act}.`);
      return random.chance(0.5) ? [event, { ...event, type: "charge.updated" }] : [event];
    },
  };
}
