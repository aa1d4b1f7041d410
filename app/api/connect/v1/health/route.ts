import { receiveHealth } from "@/lib/connections/receive-health";
import { HealthInput } from "@/lib/connections/schemas";
import { connectRoute } from "@/lib/http/connect-route";

export const POST = connectRoute({ name: "health", input: HealthInput, run: receiveHealth });
