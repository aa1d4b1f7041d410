import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { BrandChoice, FirmLogo } from "./model";
import { choiceOf, logoOf } from "./rules";

/** How the firm looks, for the screen that changes it. @throws AppError forbidden */
export async function getBranding(ctx: Ctx): Promise<{ choice: BrandChoice; logo: FirmLogo | null }> {
  requirePermission(ctx, "settings.manage");
  const rows = await inFirm(ctx, (tx) =>
    tx.select({ brand: firms.brand }).from(firms).where(eq(firms.firmId, ctx.firmId)),
  );
  const [row] = rows;
  if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
  return { choice: choiceOf(row.brand), logo: logoOf({ firmId: ctx.firmId, brand: row.brand }) };
}
