import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { ReceiptTexts } from "./model";
import { readReceiptTexts } from "./rules";

/** The firm's own words on receipts, for the screen that changes them. @throws AppError forbidden */
export async function getReceiptTexts(ctx: Ctx): Promise<ReceiptTexts> {
  requirePermission(ctx, "settings.manage");
  const [row] = await inFirm(ctx, (tx) =>
    tx.select({ texts: firms.receiptTexts }).from(firms).where(eq(firms.firmId, ctx.firmId)),
  );
  return readReceiptTexts(row?.texts);
}
