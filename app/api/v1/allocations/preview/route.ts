import { previewAllocations } from "@/lib/api/allocation-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: previewAllocations });
