import { and, eq } from "drizzle-orm";
import { methodRequests } from "@/db/schema/methods";
import { payers } from "@/db/schema/payers";
import MethodRequestMail from "@/emails/method-request";
import { getFirm } from "@/lib/firms/queries";
import { findRequestToken } from "@/lib/methods/find-request-token";
import { decideRequest } from "@/lib/methods/rules";
import { AppError } from "@/lib/platform/errors";
import { type Composer, draftOf, idIn, loadAccount, mailFirmOf, publicUrl } from "./parts";

/** The request to save a method. Not sent once it has served, was cancelled or has expired. */
export const composeMethodRequest: Composer = async (ctx, tx, payload, locale) => {
  const requestId = idIn(payload, "requestId");
  const rows = await tx
    .select({ request: methodRequests, payerName: payers.name })
    .from(methodRequests)
    .innerJoin(payers, and(eq(payers.firmId, methodRequests.firmId), eq(payers.id, methodRequests.payerId)))
    .where(and(eq(methodRequests.firmId, ctx.firmId), eq(methodRequests.id, requestId)));
  const row = rows[0];
  const token = await findRequestToken(ctx, tx, requestId);
  if (!row || !token) throw new AppError("not_found", { reason: "request_unknown" });
  if (!decideRequest(row.request, ctx.clock.now()).ok) return null;
  return draftOf(MethodRequestMail, {
    locale,
    firm: mailFirmOf(await getFirm(ctx, tx)),
    payerName: row.payerName,
    message: row.request.message,
    expiresAt: row.request.expiresAt,
    url: publicUrl(`/method/${token}`, locale),
    isTest: (await loadAccount(ctx, tx, row.request.accountId)).isTest,
  });
};
