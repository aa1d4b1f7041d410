import { staffFileRoute } from "@/lib/http/staff-file-route";
import { readInvoiceAttachment } from "@/lib/invoices/read-invoice-attachment";

export const GET = staffFileRoute({ permission: "payments.view", read: readInvoiceAttachment });
