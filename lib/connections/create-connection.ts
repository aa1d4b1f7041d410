import { connections } from "@/db/schema/connections";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { inFirm } from "@/lib/platform/tx";
import { makeConnectionKey } from "./make-connection-key";
import type { CreateConnectionInput } from "./schemas";

/**
 * Adds a connection with a key of its own. `key` is shown once and kept sealed only; a lost one is replaced by another connection.
 * @throws AppError forbidden
 */
export async function createConnection(ctx: Ctx, input: CreateConnectionInput): Promise<{ id: string; key: string }> {
  requirePermission(ctx, "settings.manage");
  const { name, system } = input;
  const id = ctx.ids.next("con");
  const { key, secretSealed } = makeConnectionKey(ctx.firmId, id, ctx.ids.token());
  await inFirm(ctx, async (tx) => {
    await tx.insert(connections).values({
      firmId: ctx.firmId,
      id,
      name,
      system,
      secretSealed,
      createdBy: actorName(ctx.actor),
      createdAt: ctx.clock.now(),
    });
    await putInDirectory(tx, "connection", id, id);
    await appendAudit(ctx, tx, {
      action: "connection.create",
      objectType: "connection",
      objectId: id,
      detail: { name, system },
    });
  });
  return { id, key };
}
