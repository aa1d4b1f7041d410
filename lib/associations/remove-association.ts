import { and, eq, isNull } from "drizzle-orm";
import { associations } from "@/db/schema/associations";
import { appendAudit } from "@/lib/audit/append-audit";
import { removeEnrollments } from "@/lib/auto-pays/remove-enrollments";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { RemoveAssociationInput } from "./schemas";

/**
 * Ends an association. The same again changes nothing.
 * @throws AppError forbidden, not_found (`association_unknown`, `connect_off`)
 */
export async function removeAssociation(ctx: Ctx, { associationId }: RemoveAssociationInput): Promise<{ id: string }> {
  requirePermission(ctx, "payers.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const here = and(eq(associations.firmId, ctx.firmId), eq(associations.id, associationId));
    const rows = await tx.select().from(associations).where(here).for("update");
    const row = rows[0];
    if (!row) throw new AppError("not_found", { reason: "association_unknown" });
    if (row.removedAt) return { id: row.id };
    await tx
      .update(associations)
      .set({ removedAt: ctx.clock.now() })
      .where(and(here, isNull(associations.removedAt)));
    await removeEnrollments(ctx, tx, row);
    const { level, clientNumber, matterNumber, invoiceNumber, connectionId } = row;
    await appendAudit(ctx, tx, {
      action: "association.remove",
      objectType: "payer",
      objectId: row.payerId,
      detail: { associationId, connectionId, level, clientNumber, matterNumber, invoiceNumber },
    });
    return { id: row.id };
  });
}
