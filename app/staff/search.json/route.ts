import { staffJsonRoute } from "@/lib/http/staff-json-route";
import { searchEverything } from "@/lib/search/queries";
import { SearchQuery } from "@/lib/search/schemas";

/** What the command palette finds: payments, payers and links. */
export const GET = staffJsonRoute({
  permission: "payments.view",
  query: SearchQuery,
  read: ({ ctx, firm, locale }, { q }) => searchEverything(ctx, { q, currency: firm.currency, locale }),
});
