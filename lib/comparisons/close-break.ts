import { and, eq } from "drizzle-orm";
import { breaks } from "@/db/schema/comparisons";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { appendAudit } from "@/lib/audit/append-audit";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { CloseBreakInput } from "./schemas";

/**
 * A person explains a break. It stays closed while both books keep saying the same about it.
 * @throws AppError forbidden, not_found, conflict (break_closed)
 */
export async function closeBreak(ctx: Ctx, input: CloseBreakInput): Promise<void> {
  requirePermission(ctx, "settings.manage");
  await inFirm(ctx, async (tx) => {
    const isIt = and(eq(breaks.firmId, ctx.firmId), eq(breaks.id, input.breakId));
    const rows = await tx.select().from(breaks).where(isIt).for("update");
    const row = rows[0];
    if (!row) throw new AppError("not_found", { reason: "break_unknown" });
    requireAccount(ctx, row.accountId);
    if (row.closedAt) throw new AppError("conflict", { reason: "break_closed" });
    await tx
      .update(breaks)
      .set({ closedAt: ctx.clock.now(), closedBy: actorName(ctx.actor), note: input.note })
      .where(isIt);
    await clearAlerts(ctx, tx, { objectType: "break", objectId: row.id, kinds: ["books_differ"] });
    await appendAudit(ctx, tx, {
      action: "books.close_break",
      objectType: "break",
      objectId: row.id,
      detail: {
        kind: row.kind,
        reference: row.reference,
        gatewayRef: row.gatewayRef,
        differenceCents: row.differenceCents,
        currency: row.currency,
        note: input.note,
      },
    });
  });
}
