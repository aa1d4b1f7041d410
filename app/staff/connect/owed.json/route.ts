import { findPayerOwed } from "@/lib/associations/find-payer-owed";
import { OwedQuery } from "@/lib/associations/schemas";
import { staffJsonRoute } from "@/lib/http/staff-json-route";

/** What a payer owes now. Asked by the page after it is there, because the matter system may take its time. */
export const GET = staffJsonRoute({
  permission: "payments.view",
  query: OwedQuery,
  read: ({ ctx }, { payer }) => findPayerOwed(ctx, payer),
});
