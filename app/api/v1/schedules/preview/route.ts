import { previewSchedules } from "@/lib/api/schedule-operations";
import { apiRoute } from "@/lib/http/api-route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: previewSchedules });
