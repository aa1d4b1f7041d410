import { methodRequests } from "@/db/schema/methods";
import type { Ctx } from "@/lib/platform/context";
import { unseal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import { requestIs, requestTokenPlace } from "./internal/load";

/** The token of a request's page, or null when there is no such request. */
export async function findRequestToken(ctx: Ctx, tx: Tx, requestId: string): Promise<string | null> {
  const rows = await tx
    .select({ sealed: methodRequests.tokenSealed })
    .from(methodRequests)
    .where(requestIs(ctx, requestId));
  const row = rows[0];
  return row ? unseal(row.sealed, requestTokenPlace(ctx.firmId)) : null;
}
