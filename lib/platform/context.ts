import type { Permission } from "@/lib/staff/model";
import type { Clock } from "./clock";
import type { Ids } from "./ids";

/** Who acts. Written into every history and audit row. */
export type Actor =
  | {
      kind: "user";
      userId: string;
      name: string;
      permissions: readonly Permission[];
      accountIds: readonly string[] | null;
    }
  | { kind: "api_key"; keyId: string; name: string; permissions: readonly Permission[]; accountIds: null }
  | { kind: "payer"; via: string }
  | { kind: "system"; job: string };

/** All that a verb may know of its surroundings: the firm, who acts, time, ids. Never a request or a global. */
export type Ctx = {
  firmId: string;
  actor: Actor;
  clock: Clock;
  ids: Ids;
  /** The caller's address as far as it can be trusted; empty for jobs. */
  ip: string;
};

/** "user:usr_1", "payer:lnk_1", "system:reconcile": the form in which histories name an actor. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return `user:${actor.userId}`;
    case "api_key":
      return `api_key:${actor.keyId}`;
    case "payer":
      return `payer:${actor.via}`;
    case "system":
      return `system:${actor.job}`;
  }
}
