import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { hasPayments, profileOf } from "./get-firm-profile";
import { monogramOf } from "./rules";
import type { FirmProfileInput } from "./schemas";

/**
 * Sets what everybody reads of the firm. Pages, mails and receipts show it from now on, also those of payments taken before. Another
 * time zone counts the days of all reports anew.
 * @throws AppError forbidden, invalid_input (currency_fixed): sums of payments that exist would change their meaning
 */
export async function saveFirmProfile(ctx: Ctx, input: FirmProfileInput): Promise<FirmProfileInput> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const own = eq(firms.firmId, ctx.firmId);
    const [row] = await tx.select().from(firms).where(own).for("update");
    if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
    if (input.currency !== row.currency && (await hasPayments(ctx, tx)))
      throw new AppError("invalid_input", {
        reason: "currency_fixed",
        fields: [{ path: "currency", message: "currency_fixed" }],
      });
    const monogram = input.name === row.name ? row.monogram : monogramOf(input.name);
    await tx
      .update(firms)
      .set({ ...input, monogram })
      .where(own);
    await appendAudit(ctx, tx, {
      action: "firm_profile.saved",
      objectType: "firm",
      objectId: ctx.firmId,
      detail: { before: JSON.stringify(profileOf(row)), after: JSON.stringify(input) },
    });
    return input;
  });
}
