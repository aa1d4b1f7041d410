import { and, eq } from "drizzle-orm";
import { savedViews } from "@/db/schema/lists";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

/** @throws AppError forbidden when no user acts: only people arrange lists */
export function userIdOf(ctx: Ctx): string {
  if (ctx.actor.kind !== "user") throw new AppError("forbidden", { reason: "needs_user" });
  return ctx.actor.userId;
}

/**
 * A view that the user who acts may change. Somebody else's own view does not exist for them.
 * @throws AppError not_found (view_unknown), forbidden
 */
export async function lockView(ctx: Ctx, tx: Tx, viewId: string): Promise<typeof savedViews.$inferSelect> {
  const userId = userIdOf(ctx);
  const [view] = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.firmId, ctx.firmId), eq(savedViews.id, viewId)))
    .for("update");
  if (!view || (!view.isShared && view.ownerId !== userId)) throw new AppError("not_found", { reason: "view_unknown" });
  if (view.isShared) requirePermission(ctx, "reports.manage");
  return view;
}

/** @throws AppError conflict (view_name_taken) when the owner has another view of that name on that list */
export async function refuseSameName<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    const fields = [{ path: "name", message: "view_name_taken" }];
    if (isSameName(error)) throw new AppError("conflict", { reason: "view_name_taken", fields });
    throw error;
  });
}

function isSameName(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return (
    typeof cause === "object" && cause !== null && "constraint" in cause && cause.constraint === "saved_views_name"
  );
}
