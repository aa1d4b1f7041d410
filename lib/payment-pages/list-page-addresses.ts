import { and, eq, sql } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { pageSubmissions, paymentPages } from "@/db/schema/payment-pages";
import { payments } from "@/db/schema/payments";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { obligationOfSubmission } from "./rules";

export type PageAddresses = { pageId: string; addresses: readonly string[]; locale: string };

/** Who is told of a payment on a page, whatever users asked for, in the firm's language; null for a payment of another source. */
export async function listPageAddresses(ctx: Ctx, tx: Tx, paymentId: string): Promise<PageAddresses | null> {
  const [found] = await tx
    .select({ pageId: paymentPages.id, addresses: paymentPages.notifyEmails, locale: firms.locale })
    .from(payments)
    .innerJoin(
      pageSubmissions,
      and(
        eq(pageSubmissions.firmId, payments.firmId),
        eq(payments.obligation, sql`${obligationOfSubmission("")} || ${pageSubmissions.id}`),
      ),
    )
    .innerJoin(
      paymentPages,
      and(eq(paymentPages.firmId, pageSubmissions.firmId), eq(paymentPages.id, pageSubmissions.pageId)),
    )
    .innerJoin(firms, eq(firms.firmId, payments.firmId))
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, paymentId)));
  return found ?? null;
}
