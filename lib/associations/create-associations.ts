import { associations } from "@/db/schema/associations";
import { appendAudit } from "@/lib/audit/append-audit";
import { lockPayer } from "@/lib/payers/lock-payer";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findResults } from "./internal/find-results";
import { loadAssociations } from "./internal/load";
import { requireConnection } from "./internal/require-connection";
import { type AssociationTarget, MOST_ASSOCIATIONS } from "./model";
import { nameOf } from "./rules";
import type { CreateAssociationsInput } from "./schemas";

/**
 * Associates what was ticked in a search with a payer. The search is asked again, so that names and numbers come from the matter system
 * and never from the browser. One that exists already refuses all of them.
 * @throws AppError forbidden, not_found, conflict (`association_gone`, `association_exists`), refused (`connection_missing`,
 * `payer_archived`, `associations_too_many`), upstream_unavailable
 */
export async function createAssociations(ctx: Ctx, input: CreateAssociationsInput): Promise<{ created: number }> {
  requirePermission(ctx, "payers.manage");
  const connection = await inFirm(ctx, (tx) => requireConnection(ctx, tx));
  const { results } = await findResults(ctx, connection, input, []);
  const ticked = new Set(input.picks);
  const targets = results.filter(({ pick }) => ticked.has(pick));
  if (targets.length < ticked.size) throw new AppError("conflict", { reason: "association_gone" });
  return inFirm(ctx, async (tx) => {
    const now = await requireConnection(ctx, tx);
    if (now.id !== connection.id) throw new AppError("conflict", { reason: "association_gone" });
    await insertTargets(ctx, tx, { payerId: input.payerId, connectionId: now.id, targets });
    return { created: targets.length };
  });
}

type Wish = { payerId: string; connectionId: string; targets: readonly AssociationTarget[] };

async function insertTargets(ctx: Ctx, tx: Tx, { payerId, connectionId, targets }: Wish): Promise<void> {
  // The lock makes two of these, or one and a merge, take turns.
  const payer = await lockPayer(ctx, tx, payerId);
  if (payer.archivedAt) throw new AppError("refused", { reason: "payer_archived" });
  const existing = await loadAssociations(ctx, tx, payerId, connectionId);
  const taken = new Set(existing.map(nameOf));
  if (targets.some((target) => taken.has(nameOf(target))))
    throw new AppError("conflict", { reason: "association_exists" });
  if (existing.length + targets.length > MOST_ASSOCIATIONS)
    throw new AppError("refused", { reason: "associations_too_many" });
  const made = {
    firmId: ctx.firmId,
    payerId,
    connectionId,
    createdBy: actorName(ctx.actor),
    createdAt: ctx.clock.now(),
  };
  for (const target of targets) {
    const { level, clientNumber, clientName, matterNumber, matterName, invoiceNumber, itemKey } = target;
    const facts = { level, clientNumber, clientName, matterNumber, matterName, invoiceNumber, itemKey };
    const id = ctx.ids.next("asc");
    await tx.insert(associations).values({ ...made, ...facts, id });
    await appendAudit(ctx, tx, {
      action: "association.create",
      objectType: "payer",
      objectId: payerId,
      detail: { associationId: id, connectionId, ...facts },
    });
  }
}
