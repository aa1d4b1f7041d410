import { payLinkEvents } from "@/db/schema/pay-links";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

export type LinkEventKind =
  | "created"
  | "sent"
  | "resent"
  | "opened"
  | "closed"
  | "cancelled"
  | "expired"
  | "extended"
  | "reminded"
  | "reminders_off"
  | "reminders_on"
  | "opted_out"
  | "opted_in";

/** One row of a link's own history. */
export async function logLinkEvent(
  ctx: Ctx,
  tx: Tx,
  linkId: string,
  kind: LinkEventKind,
  detail: Record<string, string> = {},
): Promise<void> {
  await tx
    .insert(payLinkEvents)
    .values({ firmId: ctx.firmId, linkId, kind, actor: actorName(ctx.actor), detail, at: ctx.clock.now() });
}
