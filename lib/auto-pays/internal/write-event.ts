import { autoPayEvents } from "@/db/schema/auto-pays";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

export type NewEvent = {
  autoPayId: string;
  /** The run it belongs to. */
  runOn?: string;
  kind: string;
  /** What its words need; never a secret. */
  detail?: Record<string, string>;
};

/** One line of the history, in the transaction of what it tells. */
export async function writeEvent(ctx: Ctx, tx: Tx, { autoPayId, runOn, kind, detail }: NewEvent): Promise<void> {
  await tx.insert(autoPayEvents).values({
    ...{ firmId: ctx.firmId, autoPayId, runOn: runOn ?? null, kind, detail: detail ?? {} },
    ...{ actor: actorName(ctx.actor), at: ctx.clock.now() },
  });
}
