import { exportRoute } from "@/lib/http/export-route";

export const POST = exportRoute();
