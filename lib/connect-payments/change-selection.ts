import { getConnectSettings } from "@/lib/connect-settings/queries";
import { idOfItem } from "@/lib/matter-systems/rules";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { beginDraft, openForChange, saveDraft } from "./internal/drafts";
import { requireSystem } from "./internal/use-system";
import { MOST_SELECTED } from "./model";
import { addItems, dropItems } from "./rules";
import { SelectionInput } from "./schemas";

/**
 * Ticks and unticks items. Several searches accumulate; the first tick begins the draft. Items are shown as they were found; their
 * balances are read anew before anything is put on them.
 * @throws AppError forbidden, not_found (connect_off), refused (no_matter_system, too_many_selected, draft_of_other_system, draft_paid,
 * draft_sent, draft_left)
 */
export async function changeSelection(ctx: Ctx, input: SelectionInput): Promise<{ selected: string[] }> {
  requirePermission(ctx, "connect.pay");
  const { draftId, add, remove, removeAll } = SelectionInput.parse(input);
  return inFirm(ctx, async (tx) => {
    const { connectionId } = await requireSystem(ctx, tx);
    const { arMessage } = await getConnectSettings(ctx, tx);
    const draft = await openForChange(ctx, tx, await beginDraft(ctx, tx, draftId, { connectionId, arMessage }));
    const before = removeAll ? [] : dropItems(draft.lines, remove);
    if (draft.connectionId !== connectionId && (before.length > 0 || add.length > 0))
      throw new AppError("refused", { reason: "draft_of_other_system" });
    const lines = addItems(before, add);
    if (lines.length > MOST_SELECTED) throw new AppError("refused", { reason: "too_many_selected" });
    await saveDraft(ctx, tx, draft, { lines, ...(lines.length === 0 ? { amountToPayCents: null } : {}) });
    return { selected: lines.map(({ item }) => idOfItem(item)) };
  });
}
