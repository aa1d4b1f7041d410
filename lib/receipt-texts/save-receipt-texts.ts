import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { readReceiptTexts } from "./rules";
import type { ReceiptTextsInput } from "./schemas";

/**
 * Sets what the firm adds to its receipts. Pages and files show it at once, also of payments taken before; mails that were sent stay as
 * they are.
 * @throws AppError forbidden
 */
export async function saveReceiptTexts(ctx: Ctx, input: ReceiptTextsInput): Promise<ReceiptTextsInput> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const own = eq(firms.firmId, ctx.firmId);
    const [row] = await tx.select({ texts: firms.receiptTexts }).from(firms).where(own).for("update");
    if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
    await tx.update(firms).set({ receiptTexts: input }).where(own);
    await appendAudit(ctx, tx, {
      action: "receipt_texts.saved",
      objectType: "firm",
      objectId: ctx.firmId,
      detail: { before: JSON.stringify(readReceiptTexts(row.texts)), after: JSON.stringify(input) },
    });
    return input;
  });
}
