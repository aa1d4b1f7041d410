import { createLink, listLinks } from "@/lib/api/link-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: listLinks, POST: createLink });
