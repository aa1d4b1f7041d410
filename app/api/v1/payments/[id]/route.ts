import { readPayment } from "@/lib/api/payment-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: readPayment });
