import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { openForChange, requireDraft, saveDraft } from "./internal/drafts";
import { writeAmounts } from "./rules";
import type { AllocationInput } from "./schemas";

/**
 * Keeps what is written on the lines and their order, as it stands; whether it may be paid is decided when it is.
 * @throws AppError forbidden, not_found, refused (draft_paid, draft_sent, draft_left)
 */
export async function saveAllocation(ctx: Ctx, input: AllocationInput): Promise<null> {
  requirePermission(ctx, "connect.pay");
  const { draftId, amountToPayCents, accountId, lines: written } = input;
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const draft = await openForChange(ctx, tx, await requireDraft(ctx, tx, draftId, "update"));
    await saveDraft(ctx, tx, draft, { amountToPayCents, accountId, lines: writeAmounts(draft.lines, written) });
    return null;
  });
}
