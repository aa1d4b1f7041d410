import { userPreferences } from "@/db/schema/lists";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { userIdOf } from "./internal/load";
import type { SaveArrangementInput } from "./schemas";

/** Keeps a user's columns, widths and order of a list. @throws AppError forbidden */
export async function saveArrangement(ctx: Ctx, input: SaveArrangementInput): Promise<null> {
  requirePermission(ctx, "payments.view");
  const { listId, ...value } = input;
  const row = { value, updatedAt: ctx.clock.now() };
  await inFirm(ctx, (tx) =>
    tx
      .insert(userPreferences)
      .values({ firmId: ctx.firmId, userId: userIdOf(ctx), key: `list:${listId}`, ...row })
      .onConflictDoUpdate({ target: [userPreferences.firmId, userPreferences.userId, userPreferences.key], set: row }),
  );
  return null;
}
