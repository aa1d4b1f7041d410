import { and, eq } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { RenameConnectionInput } from "./schemas";

/** Gives a connection another name; nothing else hangs on it. @throws AppError forbidden, not_found (connection_unknown) */
export async function renameConnection(ctx: Ctx, input: RenameConnectionInput): Promise<{ id: string }> {
  requirePermission(ctx, "settings.manage");
  const { connectionId: id, name } = input;
  const isIt = and(eq(connections.firmId, ctx.firmId), eq(connections.id, id));
  return inFirm(ctx, async (tx) => {
    const before = await tx.select({ name: connections.name }).from(connections).where(isIt).for("update");
    const [row] = before;
    if (!row) throw new AppError("not_found", { reason: "connection_unknown" });
    if (row.name === name) return { id };
    await tx.update(connections).set({ name }).where(isIt);
    await appendAudit(ctx, tx, {
      action: "connection.rename",
      objectType: "connection",
      objectId: id,
      detail: { before: row.name, after: name },
    });
    return { id };
  });
}
