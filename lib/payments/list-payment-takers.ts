import { asc, eq } from "drizzle-orm";
import { apiKeys, users } from "@/db/schema/staff";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

export type PaymentTaker = { id: string; name: string };

/** Who can have entered or sent a payment: the users of the firm and its API keys, by name. @throws AppError forbidden */
export async function listPaymentTakers(ctx: Ctx): Promise<PaymentTaker[]> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const people = await tx
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(eq(users.firmId, ctx.firmId))
      .orderBy(asc(users.name));
    const keys = await tx
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(eq(apiKeys.firmId, ctx.firmId))
      .orderBy(asc(apiKeys.name));
    return [...people, ...keys];
  });
}
