import { staffUploadRoute } from "@/lib/http/staff-upload-route";
import { addInvoiceAttachment } from "@/lib/invoices/add-invoice-attachment";
import { AddAttachmentQuery } from "@/lib/invoices/schemas";

export const POST = staffUploadRoute({
  permission: "invoices.manage",
  run: (ctx, file, query) => addInvoiceAttachment(ctx, { ...AddAttachmentQuery.parse(query), file }),
});
