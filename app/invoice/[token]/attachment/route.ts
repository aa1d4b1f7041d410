import { tokenFileRoute } from "@/lib/http/token-file-route";
import { readPublicAttachment } from "@/lib/invoices/read-invoice-attachment";

export const GET = tokenFileRoute(readPublicAttachment);
