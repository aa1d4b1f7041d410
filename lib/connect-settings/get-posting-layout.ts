import { and, eq } from "drizzle-orm";
import { postingLayouts } from "@/db/schema/connections";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { BUILT_IN_LAYOUTS } from "@/lib/posting-layouts/built-in-layouts";
import type { PostingLayout } from "@/lib/posting-layouts/model";
import { postingLayoutSchema } from "@/lib/posting-layouts/schemas";

export type LayoutInUse = {
  layout: PostingLayout;
  /** Of the firm's own layout; null for the built-in one. */
  own: { savedBy: string; savedAt: Date } | null;
};

/** How posting files of a connection look now: the firm's own layout, else the first built-in one of its system. @throws AppError refused (layout_unreadable) */
export async function getPostingLayout(
  ctx: Ctx,
  tx: Tx,
  connection: { id: string; system: MatterSystemId },
): Promise<LayoutInUse> {
  const rows = await tx
    .select()
    .from(postingLayouts)
    .where(and(eq(postingLayouts.firmId, ctx.firmId), eq(postingLayouts.connectionId, connection.id)));
  const [row] = rows;
  if (!row) return { layout: BUILT_IN_LAYOUTS[connection.system][0], own: null };
  const read = postingLayoutSchema.safeParse(row.document);
  // Falling back to another layout would write a file that the matter system takes for something else.
  if (!read.success) throw new AppError("refused", { reason: "layout_unreadable" });
  return { layout: read.data, own: { savedBy: row.savedBy, savedAt: row.savedAt } };
}
