import { payBeacon } from "@/lib/http/pay-beacon";
import { markInvoiceViewed } from "@/lib/invoices/mark-invoice-viewed";

export const POST = payBeacon("invoice", markInvoiceViewed);
