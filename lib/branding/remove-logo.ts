import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { changeBrand } from "./internal/change-brand";

/** Takes the logo off pages, receipts and mails to come; mails that were sent still show it. @throws AppError forbidden */
export async function removeLogo(ctx: Ctx): Promise<{ isRemoved: true }> {
  requirePermission(ctx, "settings.manage");
  await inFirm(ctx, (tx) =>
    changeBrand(ctx, tx, { action: "logo.removed", change: ({ choice }) => ({ choice, logo: null }) }),
  );
  return { isRemoved: true };
}
