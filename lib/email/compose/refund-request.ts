import { and, eq, sql } from "drizzle-orm";
import { refundRequests } from "@/db/schema/refund-requests";
import { users } from "@/db/schema/staff";
import RefundRequestMail, { type RefundRequestNews } from "@/emails/refund-request";
import { getFirm } from "@/lib/firms/queries";
import { appUrl } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { type Composer, draftOf, idIn, loadAccount, loadPayment, mailFirmOf } from "./parts";

const NEWS: readonly RefundRequestNews[] = ["asked", "approved", "declined", "lapsed"];

/** To those who may approve a refund, and to whoever asked for it. "asked" is not sent once somebody has decided. */
export const composeRefundRequest: Composer = async (ctx, tx, payload, locale) => {
  const news = NEWS.find((one) => one === payload.news);
  if (!news) throw new AppError("not_found", { reason: "news_unknown" });
  const [found] = await tx
    .select({ request: refundRequests, decidedName: users.name })
    .from(refundRequests)
    .leftJoin(
      users,
      and(eq(users.firmId, refundRequests.firmId), eq(sql`'user:' || ${users.id}`, refundRequests.decidedBy)),
    )
    .where(and(eq(refundRequests.firmId, ctx.firmId), eq(refundRequests.id, idIn(payload, "requestId"))));
  if (!found) throw new AppError("not_found", { reason: "refund_request_unknown" });
  const { request, decidedName } = found;
  if (news === "asked" && request.status !== "waiting") return null;
  const payment = await loadPayment(ctx, tx, request.paymentId);
  const account = await loadAccount(ctx, tx, payment.accountId);
  return draftOf(RefundRequestMail, {
    locale,
    firm: mailFirmOf(await getFirm(ctx, tx)),
    news,
    amountCents: request.amountCents,
    currency: request.currency,
    accountKind: account.kind,
    payerName: payment.payerName,
    number: payment.number,
    reason: request.reason,
    askedName: request.askedName,
    decidedName: decidedName ?? "",
    note: request.note,
    at: request.decidedAt ?? request.askedAt,
    url: `${appUrl()}/staff/payments/${payment.id}`,
    isTest: account.isTest,
  });
};
