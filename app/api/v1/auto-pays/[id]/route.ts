import { changeAutoPayTerms, readAutoPay } from "@/lib/api/auto-pay-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: readAutoPay, POST: changeAutoPayTerms });
