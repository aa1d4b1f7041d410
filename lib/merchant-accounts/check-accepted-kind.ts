import { and, eq } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

/** An account takes only the kinds of method that its settings say. @throws AppError refused (method_not_accepted) */
export async function checkAcceptedKind(ctx: Ctx, tx: Tx, accountId: string, kind: "card" | "echeck"): Promise<void> {
  const rows = await tx
    .select({ card: merchantAccounts.acceptsCard, echeck: merchantAccounts.acceptsEcheck })
    .from(merchantAccounts)
    .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, accountId)));
  if (!rows[0]?.[kind]) throw new AppError("refused", { reason: "method_not_accepted" });
}
