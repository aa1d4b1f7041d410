import { cancelLink } from "@/lib/api/link-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: cancelLink });
