import { pageBeacon } from "@/lib/http/page-beacon";
import { recordPageView } from "@/lib/payment-pages/record-page-view";

export const POST = pageBeacon(recordPageView);
