import { payBeacon } from "@/lib/http/pay-beacon";
import { markLinkOpened } from "@/lib/pay-links/mark-link-opened";

export const POST = payBeacon("pay_link", markLinkOpened);
