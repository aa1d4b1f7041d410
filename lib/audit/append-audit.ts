import { auditLog } from "@/db/schema/effects";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

export type AuditEntry = {
  /** "pay_link.create": noun, dot, verb. */
  action: string;
  objectType: string;
  objectId: string;
  /** What changed, without secrets or numbers of cards. */
  detail?: Record<string, unknown>;
};

/** Adds one row in the transaction of the change itself; a failure here undoes the change. The chain is made by the database. */
export async function appendAudit(ctx: Ctx, tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({
    firmId: ctx.firmId,
    seq: 0,
    at: ctx.clock.now(),
    actor: actorName(ctx.actor),
    ip: ctx.ip,
    action: entry.action,
    objectType: entry.objectType,
    objectId: entry.objectId,
    detail: entry.detail ?? {},
    prevHash: "",
    hash: "",
  });
}
