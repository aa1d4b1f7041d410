import { eq } from "drizzle-orm";
import { invoiceSettings } from "@/db/schema/invoices";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { INVOICES_OFF, type InvoiceSettings } from "../model";

/** The firm's settings; those of a firm that never touched them are off. */
export async function readSettings(ctx: Ctx, tx: Tx): Promise<InvoiceSettings> {
  const [row] = await tx.select().from(invoiceSettings).where(eq(invoiceSettings.firmId, ctx.firmId));
  if (!row) return INVOICES_OFF;
  const { firmId: _firm, ...settings } = row;
  return settings;
}
