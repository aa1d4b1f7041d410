import { searchOpenItems } from "@/lib/api/connect-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: searchOpenItems });
