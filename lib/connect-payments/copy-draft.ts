import { appendAudit } from "@/lib/audit/append-audit";
import { keyOfPart } from "@/lib/carts/rules";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { idOfItem } from "@/lib/matter-systems/rules";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { beginDraft, requireDraft, saveDraft } from "./internal/drafts";
import { listPartOutcomes } from "./internal/part-outcomes";
import { openPartsOf } from "./internal/place";
import type { DraftInput } from "./schemas";

/**
 * Takes what was not charged of a draft into a new one, where it may be changed. The old one is over then: no part of it can be charged
 * any more.
 * @throws AppError forbidden, not_found, refused (draft_checking while something of it is not known; draft_left, draft_sent)
 */
export async function copyDraft(ctx: Ctx, { draftId }: DraftInput): Promise<{ draftId: string }> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const draft = await requireDraft(ctx, tx, draftId, "update");
    if (draft.status === "open") return { draftId };
    if (draft.status === "links") throw new AppError("refused", { reason: "draft_sent" });
    if (draft.status === "left" || draft.cartId === null) throw new AppError("refused", { reason: "draft_left" });
    const outcomes = await listPartOutcomes(ctx, tx, draft.cartId);
    if (outcomes.some(({ state }) => state === "checking" || state === "action"))
      throw new AppError("refused", { reason: "draft_checking" });
    const rest = await openPartsOf(ctx, tx, draft);
    const restIds = new Set(rest.flatMap(({ lines }) => lines.map(({ item }) => idOfItem(item))));
    const { connectionId, arMessage, accountId } = draft;
    const begun = await beginDraft(ctx, tx, ctx.ids.next("drf"), { connectionId, arMessage });
    const lines = draft.lines.filter(({ item }) => restIds.has(idOfItem(item)));
    const copy = await saveDraft(ctx, tx, begun, { lines, accountId });
    await saveDraft(ctx, tx, draft, { status: "left" });
    await appendAudit(ctx, tx, {
      action: "connect.left",
      objectType: "connect_draft",
      objectId: draftId,
      detail: { copyId: copy.id, parts: rest.map(keyOfPart).join(", ") },
    });
    return { draftId: copy.id };
  });
}
