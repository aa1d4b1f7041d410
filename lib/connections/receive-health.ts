import { and, eq } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { systemClock } from "@/lib/platform/clock";
import { inFirm } from "@/lib/platform/tx";
import { requireLineHolder } from "./receive-handshake";
import type { HealthInput } from "./schemas";
import type { LineCaller } from "./verify-call";

/** Notes what the service sees around it, for the settings page, and lets go of its line when it stops. @throws AppError conflict (handshake_needed, other_instance) */
export async function receiveHealth(caller: LineCaller, input: HealthInput): Promise<{ kept: boolean }> {
  requireLineHolder(caller, input.instance);
  const { ctx, connection } = caller;
  const { scriptVersion, health, isLeaving } = input;
  const held = isLeaving ? { instance: "" } : {};
  await inFirm(ctx, (tx) =>
    tx
      .update(connections)
      .set({ ...held, scriptVersion, health, lastSeenAt: systemClock.now() })
      .where(and(eq(connections.firmId, ctx.firmId), eq(connections.id, connection.id))),
  );
  return { kept: true };
}
