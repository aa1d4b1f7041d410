import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import type { EntryQuote } from "@/lib/payment-forms/model";
import { quoteMethod } from "@/lib/payments/find-entry-surcharge";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { requireDraft } from "./internal/drafts";
import { openPartsOf } from "./internal/place";
import type { DraftQuoteInput } from "./schemas";

/**
 * What the operating part costs by this very card, told before it is charged (S5); trust money never bears a surcharge. Moves no money.
 * @throws AppError forbidden, not_found, refused (nothing_allocated, method_*), upstream_unavailable
 */
export async function findDraftSurcharge(ctx: Ctx, { draftId, ...method }: DraftQuoteInput): Promise<EntryQuote> {
  requirePermission(ctx, "connect.pay");
  const operating = await inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const parts = await openPartsOf(ctx, tx, await requireDraft(ctx, tx, draftId));
    return parts.find(({ kind }) => kind === "operating");
  });
  if (!operating) throw new AppError("refused", { reason: "nothing_allocated" });
  const { accountId: account, amountCents, currency } = operating;
  const { surcharge, method: read } = await quoteMethod(ctx, { account, amountCents, ...method });
  const agreedTotalCents = surcharge?.totalCents ?? amountCents;
  return { agreedTotalCents, currency, surcharge: surcharge && read ? { ...surcharge, ...read } : null };
}
