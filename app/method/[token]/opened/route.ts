import { payBeacon } from "@/lib/http/pay-beacon";
import { markMethodRequestOpened } from "@/lib/methods/mark-method-request-opened";

export const POST = payBeacon("method_request", markMethodRequestOpened);
