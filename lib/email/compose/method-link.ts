import { and, eq } from "drizzle-orm";
import { methodRequests } from "@/db/schema/methods";
import type { Locale } from "@/lib/i18n/model";
import { findRequestToken } from "@/lib/methods/find-request-token";
import { decideRequest } from "@/lib/methods/rules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { publicUrl } from "./parts";

/** Where a payer saves another method by a request; `url` is null when the request has served or ended. */
export async function loadMethodLink(
  ctx: Ctx,
  tx: Tx,
  requestId: string,
  locale: Locale,
): Promise<{ url: string | null; expiresAt: Date }> {
  const [request] = await tx
    .select()
    .from(methodRequests)
    .where(and(eq(methodRequests.firmId, ctx.firmId), eq(methodRequests.id, requestId)));
  const token = await findRequestToken(ctx, tx, requestId);
  const now = ctx.clock.now();
  const isUsable = request !== undefined && token !== null && decideRequest(request, now).ok;
  return { url: isUsable ? publicUrl(`/method/${token}`, locale) : null, expiresAt: request?.expiresAt ?? now };
}
