import { tokenFileRoute } from "@/lib/http/token-file-route";
import { readPublicInvoiceFile } from "@/lib/invoices/read-invoice-file";

export const GET = tokenFileRoute(readPublicInvoiceFile);
