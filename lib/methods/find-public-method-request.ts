import { and, desc, eq, ne } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { methodRequests, paymentMethods } from "@/db/schema/methods";
import { payers } from "@/db/schema/payers";
import type { FirmView } from "@/lib/firms/model";
import { firmViewOf } from "@/lib/firms/queries";
import { findInDirectory } from "@/lib/platform/directory";
import { payerContext } from "@/lib/platform/make-context";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import type { PublicMethodRequest } from "./model";
import { intentOfRequest, publicRequestState } from "./rules";

/** What a request's token opens, or null for an unknown one. Reads only; opening a page never changes it. */
export async function findPublicMethodRequest(
  token: string,
  ip: string,
): Promise<{ request: PublicMethodRequest; firm: FirmView } | null> {
  const entry = await findInDirectory("method_request", hashToken(token));
  if (!entry) return null;
  const ctx = payerContext(entry.firmId, entry.refId, ip);
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select({ request: methodRequests, account: merchantAccounts, firm: firms, payerName: payers.name })
      .from(methodRequests)
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, methodRequests.firmId), eq(merchantAccounts.id, methodRequests.accountId)),
      )
      .innerJoin(payers, and(eq(payers.firmId, methodRequests.firmId), eq(payers.id, methodRequests.payerId)))
      .innerJoin(firms, eq(firms.firmId, methodRequests.firmId))
      .where(and(eq(methodRequests.firmId, ctx.firmId), eq(methodRequests.id, entry.refId)));
    const row = rows[0];
    if (!row) return null;
    const attempts = await tx
      .select()
      .from(paymentMethods)
      .where(
        and(
          eq(paymentMethods.firmId, ctx.firmId),
          eq(paymentMethods.intent, intentOfRequest(entry.refId)),
          ne(paymentMethods.status, "failed"),
        ),
      )
      .orderBy(desc(paymentMethods.createdAt))
      .limit(1);
    return { request: requestOf(row, attempts[0] ?? null, ctx.clock.now()), firm: firmViewOf(row.firm) };
  });
}

type Row = {
  request: typeof methodRequests.$inferSelect;
  account: typeof merchantAccounts.$inferSelect;
  payerName: string;
};

function requestOf(
  { request, account, payerName }: Row,
  attempt: typeof paymentMethods.$inferSelect | null,
  now: Date,
): PublicMethodRequest {
  const { firmId, id, message, expiresAt, closedAt } = request;
  return {
    firmId,
    id,
    state: publicRequestState(request, attempt, now),
    payerName,
    message,
    gateway: account.gateway,
    accountId: account.id,
    currency: account.currency,
    accountKind: account.kind,
    acceptsCard: account.acceptsCard,
    acceptsEcheck: account.acceptsEcheck,
    expiresAt,
    closedAt,
    challengeUrl: attempt?.challengeUrl ?? "",
    saved: request.status === "done" && attempt ? { brand: attempt.brand, last4: attempt.last4 } : null,
    copySentTo: request.sentTo[0] ?? "",
  };
}
