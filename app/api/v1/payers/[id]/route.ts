import { changePayer, readPayer } from "@/lib/api/payer-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: readPayer, POST: changePayer });
