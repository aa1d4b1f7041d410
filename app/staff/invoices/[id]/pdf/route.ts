import { staffFileRoute } from "@/lib/http/staff-file-route";
import { readInvoiceFile } from "@/lib/invoices/read-invoice-file";

export const GET = staffFileRoute({ permission: "payments.view", read: readInvoiceFile });
