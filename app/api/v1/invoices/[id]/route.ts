import { changeInvoice, readInvoice } from "@/lib/api/invoice-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: readInvoice, POST: changeInvoice });
