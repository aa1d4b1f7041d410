import { isNull, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { installation } from "@/db/schema/installation";
import { listImportObstacles } from "@/lib/comparisons/list-import-obstacles";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { checkInstallation } from "./check-installation";
import { tellFirms } from "./internal/tell-firms";
import type { ImportObstacle } from "./model";
import { findInstallation } from "./queries";

/** Stops all money of all firms, in every process, for whoever runs the server. False when it was stopped before. */
export async function freezeInstallation(by: string, clock: Clock = systemClock): Promise<boolean> {
  await checkInstallation(clock);
  const changed = await database()
    .update(installation)
    .set({ frozenAt: clock.now(), frozenReason: "person", frozenBy: by })
    .where(isNull(installation.frozenAt))
    .returning({ one: installation.only });
  if (changed.length === 0) return false;
  await tellFirms(by, clock, { isFrozen: true, reason: "person" });
  return true;
}

export type Unfreezing =
  | { kind: "unfrozen" }
  | { kind: "was_not_frozen" }
  | { kind: "refused"; obstacles: ImportObstacle[] };

/**
 * Lets money move again. After a restore it refuses while the gateway's charges since then are not imported, or differ, unless forced.
 */
export async function unfreezeInstallation(
  by: string,
  { force = false }: { force?: boolean } = {},
  clock: Clock = systemClock,
): Promise<Unfreezing> {
  await checkInstallation(clock);
  const state = await findInstallation();
  if (!state?.frozenReason) return { kind: "was_not_frozen" };
  if (state.frozenReason === "restored" && state.restoredAt && !force) {
    const obstacles = await listImportObstacles(state.restoredAt);
    if (obstacles.length > 0) return { kind: "refused", obstacles };
  }
  // A restore that is found between the question above and this update keeps its freeze.
  const lifted = await database()
    .update(installation)
    .set({ frozenAt: null, frozenReason: "", frozenBy: "" })
    .where(sql`${installation.frozenAt} is not null and ${installation.epoch} = ${state.epoch}`)
    .returning({ one: installation.only });
  if (lifted.length === 0) return { kind: "was_not_frozen" };
  await tellFirms(by, clock, { isFrozen: false, reason: state.frozenReason });
  return { kind: "unfrozen" };
}
