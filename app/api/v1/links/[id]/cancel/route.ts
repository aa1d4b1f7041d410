import { cancelLink } from "@/lib/api/link-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE } = apiRoute({ POST: cancelLink });
