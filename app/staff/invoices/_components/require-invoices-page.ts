import { notFound } from "next/navigation";
import { isInvoicingOn } from "@/lib/invoices/is-invoicing-on";
import type { Ctx } from "@/lib/platform/context";

/** Second line of every page of invoices, after `requireStaff`: where the module is off there is no such page. */
export async function requireInvoicesPage(ctx: Ctx): Promise<void> {
  if (!(await isInvoicingOn(ctx))) notFound();
}
