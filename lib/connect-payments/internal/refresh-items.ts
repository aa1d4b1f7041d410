import type { OpenItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { holdsAny, openForChange, requireDraft, saveDraft } from "./drafts";

/** Writes down where items belong now, so that the next look finds them so. What was charged already keeps what it was charged for. */
export async function refreshItems(ctx: Ctx, draftId: string, items: readonly OpenItem[]): Promise<void> {
  if (items.length === 0) return;
  const fresh = new Map(items.map((item) => [idOfItem(item), item]));
  await inFirm(ctx, async (tx) => {
    const locked = await requireDraft(ctx, tx, draftId, "update");
    if (await holdsAny(ctx, tx, locked)) return;
    const draft = await openForChange(ctx, tx, locked);
    const lines = draft.lines.map((line) => ({ ...line, item: fresh.get(idOfItem(line.item)) ?? line.item }));
    await saveDraft(ctx, tx, draft, { lines });
  });
}
