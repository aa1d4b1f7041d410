import { type Clock, systemClock } from "./clock";
import type { Ctx } from "./context";
import { randomIds } from "./ids";

/** For jobs and cron: acts for one firm, holds every permission. */
export function systemContext(firmId: string, job: string, clock: Clock = systemClock): Ctx {
  return { firmId, actor: { kind: "system", job }, clock, ids: randomIds, ip: "" };
}

/** For public pages: acts through one token and holds no permission. */
export function payerContext(firmId: string, via: string, ip: string): Ctx {
  return { firmId, actor: { kind: "payer", via }, clock: systemClock, ids: randomIds, ip };
}
