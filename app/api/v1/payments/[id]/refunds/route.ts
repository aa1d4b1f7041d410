import { createRefund } from "@/lib/api/payment-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: createRefund });
