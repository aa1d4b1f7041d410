import { previewAutoPay } from "@/lib/auto-pays/preview-auto-pay";
import { PreviewQuery } from "@/lib/auto-pays/schemas";
import { staffJsonRoute } from "@/lib/http/staff-json-route";

/** What the next runs of an Auto-Pay would charge. Asked by the page after it is there, because the matter system may take its time. */
export const GET = staffJsonRoute({
  permission: "payments.view",
  query: PreviewQuery,
  read: ({ ctx }, { id: autoPayId }) => previewAutoPay(ctx, { autoPayId }),
});
