import { eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { RetryPolicy } from "./model";
import { readRetryPolicy } from "./rules";

/** The policy for its settings screen. @throws AppError forbidden */
export async function getRetryPolicy(ctx: Ctx): Promise<RetryPolicy> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, (tx) => readFirmRetries(ctx, tx));
}

/** How the firm tries failed runs again, for those who make them. @throws AppError not_found */
export async function readFirmRetries(ctx: Ctx, tx: Tx): Promise<RetryPolicy> {
  const [row] = await tx.select({ column: firms.retryPolicy }).from(firms).where(eq(firms.firmId, ctx.firmId));
  if (!row) throw new AppError("not_found", { reason: "firm_unknown" });
  return readRetryPolicy(row.column);
}
