import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { countOwned } from "./internal/move-to-survivor";
import type { MovedWithPayer, PayerDetail, PayerFacts } from "./model";
import { getPayer } from "./queries";
import { mergeFacts } from "./rules";

export type MergePreview = { keep: PayerDetail; lose: PayerDetail; moves: MovedWithPayer; after: PayerFacts };

/** What a merge would do, before it is done. Writes nothing. @throws AppError forbidden, not_found */
export async function getMergePreview(
  ctx: Ctx,
  { keepId, mergeId }: { keepId: string; mergeId: string },
): Promise<MergePreview> {
  requirePermission(ctx, "payers.manage");
  const [keep, lose] = [await getPayer(ctx, keepId), await getPayer(ctx, mergeId)];
  const moves = await inFirm(ctx, (tx) => countOwned(ctx, tx, mergeId));
  return { keep, lose, moves, after: mergeFacts(keep, lose) };
}
