import { RequestsInput } from "@/lib/connections/schemas";
import { takeRequests } from "@/lib/connections/take-requests";
import { connectRoute } from "@/lib/http/connect-route";

export const POST = connectRoute({ name: "requests", input: RequestsInput, run: takeRequests });
