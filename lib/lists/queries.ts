import { and, asc, eq, or, sql } from "drizzle-orm";
import { savedViews, userPreferences } from "@/db/schema/lists";
import { users } from "@/db/schema/staff";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { holdsPermission } from "@/lib/staff/rules";
import { readKept } from "./internal/kept";
import type { ListArrangement, SavedView } from "./model";
import type { ListId } from "./rules";

/** What the user who acts has kept for a list; null when nothing is kept or no user acts. */
export async function getArrangement(ctx: Ctx, listId: ListId): Promise<ListArrangement | null> {
  requirePermission(ctx, "payments.view");
  if (ctx.actor.kind !== "user") return null;
  const { userId } = ctx.actor;
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ value: userPreferences.value })
      .from(userPreferences)
      .where(
        and(
          eq(userPreferences.firmId, ctx.firmId),
          eq(userPreferences.userId, userId),
          eq(userPreferences.key, `list:${listId}`),
        ),
      ),
  );
  return readKept(rows[0]?.value);
}

/** The views of a list that the user who acts may open: their own and those of the firm, by name. */
export async function listSavedViews(ctx: Ctx, listId: ListId): Promise<SavedView[]> {
  requirePermission(ctx, "payments.view");
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : "";
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ view: savedViews, ownerName: users.name })
      .from(savedViews)
      .innerJoin(users, and(eq(users.firmId, savedViews.firmId), eq(users.id, savedViews.ownerId)))
      .where(
        and(
          eq(savedViews.firmId, ctx.firmId),
          eq(savedViews.listId, listId),
          or(eq(savedViews.ownerId, userId), eq(savedViews.isShared, true)),
        ),
      )
      .orderBy(asc(sql`lower(${savedViews.name})`), asc(savedViews.id)),
  );
  const mayChangeShared = holdsPermission(ctx.actor, "reports.manage");
  return rows.map(({ view, ownerName }) => ({
    id: view.id,
    name: view.name,
    isShared: view.isShared,
    isOwn: view.ownerId === userId,
    ownerName,
    mayChange: view.isShared ? mayChangeShared : view.ownerId === userId,
    query: view.query,
    columns: view.columns,
  }));
}
