import { and, eq } from "drizzle-orm";
import { userPreferences } from "@/db/schema/lists";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { userIdOf } from "./internal/load";
import type { ResetArrangementInput } from "./schemas";

/** A list as it is by itself, for the user who acts. @throws AppError forbidden */
export async function resetArrangement(ctx: Ctx, { listId }: ResetArrangementInput): Promise<null> {
  requirePermission(ctx, "payments.view");
  const userId = userIdOf(ctx);
  await inFirm(ctx, (tx) =>
    tx
      .delete(userPreferences)
      .where(
        and(
          eq(userPreferences.firmId, ctx.firmId),
          eq(userPreferences.userId, userId),
          eq(userPreferences.key, `list:${listId}`),
        ),
      ),
  );
  return null;
}
