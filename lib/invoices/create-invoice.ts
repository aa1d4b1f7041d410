import { and, eq } from "drizzle-orm";
import { invoices } from "@/db/schema/invoices";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { recordInvoiceAct } from "./internal/log-event";
import { readDraft, replaceLines } from "./internal/write-draft";
import { requireInvoicingOn } from "./require-invoicing-on";
import type { CreateInvoiceInput } from "./schemas";

/**
 * Makes a draft. It has no number and asks nobody for anything until it is sent. The same request key is the same invoice.
 * @throws AppError forbidden, not_found (invoices_off, payer_unknown), invalid_input (account_unknown, trust_needs_matter)
 */
export async function createInvoice(ctx: Ctx, input: CreateInvoiceInput): Promise<{ id: string }> {
  requirePermission(ctx, "invoices.manage");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const { requestKey } = input;
    const { values, lines } = await readDraft(ctx, tx, input);
    const id = ctx.ids.next("inv");
    const [made] = await tx
      .insert(invoices)
      .values({
        ...{ firmId: ctx.firmId, id, status: "draft", requestKey, ...values },
        createdBy: actorName(ctx.actor),
        createdAt: ctx.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ id: invoices.id });
    if (!made) {
      const [same] = await tx
        .select({ id: invoices.id })
        .from(invoices)
        .where(and(eq(invoices.firmId, ctx.firmId), eq(invoices.requestKey, requestKey)));
      return same ?? { id };
    }
    await replaceLines(ctx, tx, id, lines);
    await recordInvoiceAct(ctx, tx, id, "created", sumDetail(values));
    return { id };
  });
}

function sumDetail({ totalCents, currency }: { totalCents: number; currency: string }): Record<string, string> {
  return { amountCents: String(totalCents), currency };
}
