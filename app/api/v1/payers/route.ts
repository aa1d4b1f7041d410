import { listAllPayers, makePayer } from "@/lib/api/payer-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: listAllPayers, POST: makePayer });
