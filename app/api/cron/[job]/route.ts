import { cronRoute } from "@/lib/http/cron-route";

export const GET = cronRoute();
export const POST = cronRoute();
