import { previewLinks } from "@/lib/api/link-batch-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: previewLinks });
