import { and, eq } from "drizzle-orm";
import { invoiceAttachments } from "@/db/schema/invoices";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** One attachment with its content; null when the invoice has none of that id. */
export async function readAttachment(
  ctx: Ctx,
  tx: Tx,
  { invoiceId, attachmentId }: { invoiceId: string; attachmentId: string },
): Promise<{ fileName: string; bytes: Uint8Array } | null> {
  const [row] = await tx
    .select({ fileName: invoiceAttachments.fileName, content: invoiceAttachments.content })
    .from(invoiceAttachments)
    .where(
      and(
        eq(invoiceAttachments.firmId, ctx.firmId),
        eq(invoiceAttachments.invoiceId, invoiceId),
        eq(invoiceAttachments.id, attachmentId),
      ),
    );
  return row ? { fileName: row.fileName, bytes: row.content } : null;
}
