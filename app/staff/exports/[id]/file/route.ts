import { exportFileRoute } from "@/lib/http/export-file-route";

export const GET = exportFileRoute();
