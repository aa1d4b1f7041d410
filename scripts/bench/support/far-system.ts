import { setTimeout as sleep } from "node:timers/promises";
import type { MatterPlace } from "@/db/seed/matter-systems/places";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { createConnection } from "@/lib/connections/create-connection";
import type { MatterSystem } from "@/lib/matter-systems/port";
import type { Ctx } from "@/lib/platform/context";
import { callRaw, HANDSHAKE } from "@/tests/support/connect-bench";
import { spawnNode } from "../../runner/children.mjs";
import { startForLife } from "../../runner/lifetime.mjs";

export type FarSystem = {
  /** As the portal asks it: a request, the line, the procedures, the answer. */
  system: MatterSystem;
  /** One signed call of a service that does next to nothing, to see what the line itself costs. */
  call(): Promise<unknown>;
  stop(): Promise<void>;
};

/** A demo matter system at the other end of a line of its own. Its service is a process of its own. */
export async function openFarSystem(
  ctx: Ctx,
  { portalUrl, databaseUrl, place }: { portalUrl: string; databaseUrl: string; place: MatterPlace },
): Promise<FarSystem> {
  const { id, key } = await createConnection(ctx, { name: place.connectionName, system: place.system });
  const beside = await createConnection(ctx, { name: `${place.connectionName}, beside`, system: place.system });
  const args = [
    "--import",
    "tsx",
    "scripts/bench/support/matter-service.ts",
    portalUrl,
    databaseUrl,
    place.schema,
    key,
  ];
  const child = await startForLife(
    () => spawnNode(args),
    (running) => running.stop(),
  );
  while (!child.logs().includes("connected")) await sleep(50);
  const handshake = JSON.stringify({ ...HANDSHAKE, system: place.system });
  return {
    system: matterSystemOf(ctx, id),
    async call() {
      const { status } = await callRaw(portalUrl, beside.key, "handshake", handshake);
      if (status !== 200) throw new Error(`The portal answered ${status} to a signed call.`);
    },
    stop: () => child.stop(),
  };
}
