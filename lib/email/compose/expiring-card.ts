import { and, eq } from "drizzle-orm";
import { methodRequests, paymentMethods } from "@/db/schema/methods";
import { payers } from "@/db/schema/payers";
import ExpiringCardMail from "@/emails/expiring-card";
import { getFirm } from "@/lib/firms/queries";
import { findRequestToken } from "@/lib/methods/find-request-token";
import { decideRequest, isExpiredMonth } from "@/lib/methods/rules";
import { AppError } from "@/lib/platform/errors";
import { type Composer, draftOf, idIn, loadAccount, mailFirmOf, publicUrl } from "./parts";

/** Not sent once the card was removed or its request has served. */
export const composeExpiringCard: Composer = async (ctx, tx, payload, locale) => {
  const requestId = idIn(payload, "requestId");
  const rows = await tx
    .select({ method: paymentMethods, request: methodRequests, payerName: payers.name })
    .from(paymentMethods)
    .innerJoin(payers, and(eq(payers.firmId, paymentMethods.firmId), eq(payers.id, paymentMethods.payerId)))
    .innerJoin(methodRequests, and(eq(methodRequests.firmId, paymentMethods.firmId), eq(methodRequests.id, requestId)))
    .where(and(eq(paymentMethods.firmId, ctx.firmId), eq(paymentMethods.id, idIn(payload, "methodId"))));
  const row = rows[0];
  const token = await findRequestToken(ctx, tx, requestId);
  if (!row || !token) throw new AppError("not_found", { reason: "method_unknown" });
  const now = ctx.clock.now();
  const { kind, brand, last4, expiresMonth, status, accountId } = row.method;
  if (status !== "active" || !decideRequest(row.request, now).ok) return null;
  const firm = await getFirm(ctx, tx);
  return draftOf(ExpiringCardMail, {
    locale,
    firm: mailFirmOf(firm),
    payerName: row.payerName,
    method: { kind, brand, last4 },
    expiresMonth,
    isPast: isExpiredMonth(expiresMonth, now, firm.timeZone),
    expiresAt: row.request.expiresAt,
    url: publicUrl(`/method/${token}`, locale),
    isTest: (await loadAccount(ctx, tx, accountId)).isTest,
  });
};
