import { and, count, eq, isNull, sql } from "drizzle-orm";
import { eventEndpoints } from "@/db/schema/event-endpoints";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { allowsLocalCalls } from "./internal/load";
import { MAX_ENDPOINTS } from "./model";
import { judgeEndpointUrl } from "./rules";
import type { CreateEndpointInput } from "./schemas";
import { sealEndpointSecret } from "./sign-event";

/**
 * Adds an address that is called when one of its events happens. `secret` is shown once and kept sealed only.
 * @throws AppError forbidden, invalid_input (url), refused (endpoint_needs_all_accounts, too_many_endpoints)
 */
export async function createEndpoint(ctx: Ctx, input: CreateEndpointInput): Promise<{ id: string; secret: string }> {
  requirePermission(ctx, "settings.manage");
  // It is told of every account; whoever sees some only would hear of the others through it.
  if (visibleAccountIds(ctx) !== null) throw new AppError("refused", { reason: "endpoint_needs_all_accounts" });
  const problem = judgeEndpointUrl(input.url, { allowsLocal: allowsLocalCalls() });
  if (problem)
    throw new AppError("invalid_input", { reason: "invalid_input", fields: [{ path: "url", message: problem }] });
  const id = ctx.ids.next("eep");
  const secret = `whsec_${ctx.ids.token()}`;
  const { events } = input;
  const url = new URL(input.url).href;
  await inFirm(ctx, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`event-endpoints:${ctx.firmId}`}, 0))`);
    const [known] = await tx
      .select({ count: count() })
      .from(eventEndpoints)
      .where(and(eq(eventEndpoints.firmId, ctx.firmId), isNull(eventEndpoints.removedAt)));
    if ((known?.count ?? 0) >= MAX_ENDPOINTS) throw new AppError("refused", { reason: "too_many_endpoints" });
    await tx.insert(eventEndpoints).values({
      firmId: ctx.firmId,
      id,
      url,
      events,
      secretSealed: sealEndpointSecret(ctx.firmId, id, secret),
      createdBy: actorName(ctx.actor),
      createdAt: ctx.clock.now(),
    });
    const object = { objectType: "event_endpoint", objectId: id } as const;
    await appendAudit(ctx, tx, { ...object, action: "event_endpoint.create", detail: { url, events } });
  });
  return { id, secret };
}
