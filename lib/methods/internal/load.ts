import { and, eq } from "drizzle-orm";
import { methodRequests, paymentMethods } from "@/db/schema/methods";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

export type StoredMethod = typeof paymentMethods.$inferSelect;
export type StoredRequest = typeof methodRequests.$inferSelect;

export function methodIs(ctx: Ctx, methodId: string) {
  return and(eq(paymentMethods.firmId, ctx.firmId), eq(paymentMethods.id, methodId));
}

export function requestIs(ctx: Ctx, requestId: string) {
  return and(eq(methodRequests.firmId, ctx.firmId), eq(methodRequests.id, requestId));
}

/** The method, locked until the transaction ends. @throws AppError not_found */
export async function lockMethod(ctx: Ctx, tx: Tx, methodId: string): Promise<StoredMethod> {
  const rows = await tx.select().from(paymentMethods).where(methodIs(ctx, methodId)).for("update");
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "method_unknown" });
  return row;
}

/** The request, locked until the transaction ends. @throws AppError not_found */
export async function lockRequest(ctx: Ctx, tx: Tx, requestId: string): Promise<StoredRequest> {
  const rows = await tx.select().from(methodRequests).where(requestIs(ctx, requestId)).for("update");
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "request_unknown" });
  return row;
}

/** Where the tokens are sealed for; see `seal`. */
export const storedTokenPlace = (firmId: string) => `${firmId}/payment_methods.stored_token`;
export const methodTokenPlace = (firmId: string) => `${firmId}/payment_methods.method_token`;
export const requestTokenPlace = (firmId: string) => `${firmId}/method_requests.token`;
