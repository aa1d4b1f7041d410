import { listAllInvoices, makeInvoice } from "@/lib/api/invoice-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: listAllInvoices, POST: makeInvoice });
