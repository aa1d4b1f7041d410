import { and, eq, gte, inArray, lte, or, type SQL, sql } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import type { PaymentFilter } from "../schemas";

/** The filter as SQL over `payments` joined with `merchant_accounts`. Dates are days in the firm's zone, both ends included. */
export function paymentCondition(ctx: Ctx, filter: PaymentFilter, timeZone: string): SQL | undefined {
  const limit = visibleAccountIds(ctx);
  return and(
    eq(payments.firmId, ctx.firmId),
    limit === null ? undefined : inArray(payments.accountId, [...limit]),
    filter.q ? textCondition(filter.q) : undefined,
    filter.status.length > 0 ? inArray(payments.status, filter.status) : undefined,
    filter.source.length > 0 ? inArray(payments.source, filter.source) : undefined,
    filter.account ? or(eq(payments.accountId, filter.account), eq(merchantAccounts.name, filter.account)) : undefined,
    filter.from ? sql`${payments.createdAt} >= (${filter.from}::date)::timestamp at time zone ${timeZone}` : undefined,
    filter.to ? sql`${payments.createdAt} < (${filter.to}::date + 1)::timestamp at time zone ${timeZone}` : undefined,
    filter.minCents != null ? gte(payments.amountCents, filter.minCents) : undefined,
    filter.maxCents != null ? lte(payments.amountCents, filter.maxCents) : undefined,
  );
}

/** Free text over number, payer, references and last four digits; "1,250.00" also finds that amount. */
function textCondition(q: string): SQL | undefined {
  const pattern = `%${q.toLowerCase().replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  const amount = /^\$?\s?(\d{1,3}(?:,\d{3})*|\d+)\.(\d{2})$/.exec(q.trim());
  const byText = sql`${payments.searchText} like ${pattern}`;
  if (!amount) return byText;
  const cents = Number((amount[1] ?? "").replaceAll(",", "") + (amount[2] ?? ""));
  return or(byText, eq(payments.amountCents, cents));
}
