import { userPreferences } from "@/db/schema/lists";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { SEARCH_CHOICE_KEY } from "./queries";
import type { SearchChoiceInput } from "./schemas";

/** How the user searched last, and whether the next payment begins with that. Of an actor who is no user nothing is kept. @throws AppError forbidden */
export async function saveSearch(ctx: Ctx, choice: SearchChoiceInput): Promise<null> {
  requirePermission(ctx, "connect.pay");
  const { actor } = ctx;
  if (actor.kind !== "user") return null;
  const row = { value: choice, updatedAt: ctx.clock.now() };
  await inFirm(ctx, (tx) =>
    tx
      .insert(userPreferences)
      .values({ firmId: ctx.firmId, userId: actor.userId, key: SEARCH_CHOICE_KEY, ...row })
      .onConflictDoUpdate({ target: [userPreferences.firmId, userPreferences.userId, userPreferences.key], set: row }),
  );
  return null;
}
