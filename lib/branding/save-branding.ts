import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { changeBrand } from "./internal/change-brand";
import type { BrandingInput } from "./schemas";

/** Sets the firm's colours and background: on client pages at once, in mails from the next one on. @throws AppError forbidden */
export async function saveBranding(ctx: Ctx, { logoHasName, ...choice }: BrandingInput): Promise<BrandingInput> {
  requirePermission(ctx, "settings.manage");
  await inFirm(ctx, (tx) =>
    changeBrand(ctx, tx, {
      action: "branding.saved",
      change: ({ logo }) => ({ choice, logo: logo && { ...logo, hasName: logoHasName } }),
    }),
  );
  return { ...choice, logoHasName };
}
